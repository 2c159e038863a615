import type { claims } from '../tables/claim.ts';

/** What a figure counts: claims about one subject that agree in all of these speak of one quantity. */
export const FIGURE_SCOPE = [
  'metric',
  'population',
  'partyKey',
  'measure',
  'periodEdtf',
  'dyadKey',
  'placeKey',
] as const;

export type FigureScope = Pick<typeof claims.$inferSelect, (typeof FIGURE_SCOPE)[number]>;

/** Everyone's deaths in the whole of an event: what its own estimate counts. */
export const EVENT_DEATHS: FigureScope = {
  metric: 'DEATHS',
  population: 'ALL',
  partyKey: null,
  measure: null,
  periodEdtf: null,
  dyadKey: null,
  placeKey: null,
};

export function hasScope(claim: FigureScope, scope: FigureScope): boolean {
  return FIGURE_SCOPE.every((column) => claim[column] === scope[column]);
}
