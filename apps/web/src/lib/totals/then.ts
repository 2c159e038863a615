import type { BreakdownRowFragment, TotalsRowFragment } from '../../gql/graphql.ts';
import type { IndexOrder } from './order.ts';

/** So many rows of an index as of a moment: those with most deaths or events by what was known then. */
export const ROWS_THEN = 50;

/** Sums of the past are not kept: they are ordered by what they come to, and by nothing else. */
export type ThenOrder = Extract<IndexOrder, 'MOST_DEATHS' | 'MOST_EVENTS'>;

export const thenOrderOf = (order: string): ThenOrder =>
  order === 'MOST_EVENTS' ? order : 'MOST_DEATHS';

/** The row of an index by what was known at a moment: when its latest event was is not told. */
export const totalsThen = (row: BreakdownRowFragment): TotalsRowFragment => ({
  events: row.events,
  eventsWithoutFigure: row.eventsWithoutFigure,
  eventsWithoutSplit: row.eventsWithoutSplit,
  deaths: row.deaths,
  lastEventAt: null,
});
