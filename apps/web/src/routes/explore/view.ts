import type { EventDimension, EventFilter } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import { messageTable } from '#lib/language/message-table.ts';
import { oneOf, type Fault } from './filter-parameters.ts';

/** What the chart goes by: periods, and what the page's filter narrows to. */
export type Dimension = Extract<
  EventDimension,
  | 'YEAR'
  | 'MONTH'
  | 'WEEK'
  | 'REGION'
  | 'COUNTRY'
  | 'CONFLICT'
  | 'ACTOR'
  | 'CLAIMANT'
  | 'VIOLENCE'
  | 'KIND'
>;

/** `civilians`: the dead that best estimates count as civilians. */
export type Measure = 'events' | 'deaths' | 'civilians';

/** What the chart shows: along which one or two dimensions, and of what. */
export interface ChartChoice {
  by: Dimension;
  per: Dimension | null;
  measure: Measure;
  /** Of the second dimension only these, by their keys: who is compared with whom. */
  only?: readonly string[];
}

export const DIMENSIONS: Record<Dimension, string> = /* @__PURE__ */ messageTable({
  YEAR: m.explore_by_year,
  MONTH: m.explore_by_month,
  WEEK: m.explore_by_week,
  REGION: m.explore_field_region,
  COUNTRY: m.kinds_place_country,
  CONFLICT: m.words_search_conflict,
  ACTOR: m.words_search_actor,
  CLAIMANT: m.explore_field_claimant,
  VIOLENCE: m.explore_by_violence,
  KIND: m.explore_by_kind,
});

export const MEASURES = /* @__PURE__ */ messageTable({
  events: m.words_search_events,
  deaths: m.words_metric_deaths,
  civilians: m.explore_measure_civilians,
}) satisfies Record<Measure, string>;

type Refuse = (fault: Fault) => void;
type Asked = Pick<URL, 'searchParams'>;

/** By country unless asked otherwise, and within one by conflict. */
export function chartOf({ searchParams }: Asked, refuse: Refuse): ChartChoice {
  const usual = searchParams.get('countries') ? 'CONFLICT' : 'COUNTRY';
  const by = dimensionOf(searchParams, 'by', refuse) ?? usual;
  const per = dimensionOf(searchParams, 'per', refuse);
  const given = searchParams.get('measure') || 'events';
  const measure = (Object.keys(MEASURES) as Measure[]).find((word) => word === given);
  if (!measure) refuse({ field: 'measure', message: oneOf(given, Object.keys(MEASURES)) });
  return {
    by,
    per: per === by ? null : per,
    measure: measure ?? 'events',
  };
}

function dimensionOf(search: URLSearchParams, name: string, refuse: Refuse) {
  const given = search.get(name);
  if (!given) return null;
  const found = (Object.keys(DIMENSIONS) as Dimension[]).find((word) => word === given);
  if (!found) {
    refuse({
      field: name,
      message: oneOf(given, Object.keys(DIMENSIONS)),
    });
  }
  return found ?? null;
}

/** What part of the world the map shows: its middle, and how many degrees across. */
export interface MapView {
  longitude: number;
  latitude: number;
  span: number;
}

export const WORLD_SPAN = 360;
const LEAST_SPAN = 0.25;
/** How many squares lie side by side: as many as a fingertip can tell apart. */
const SQUARES_ACROSS = 44;
const FINEST = 12;
/** The map is twice as wide as it is high. */
const RATIO = 0.5;

export function viewOf({ searchParams }: Asked, refuse: Refuse): MapView | null {
  const text = searchParams.get('at')?.trim();
  if (!text) return null;
  const [longitude, latitude, span, ...rest] = text.split(',').map((part) => Number(part || NaN));
  const fits =
    rest.length === 0 &&
    Math.abs(longitude!) <= 180 &&
    Math.abs(latitude!) <= 90 &&
    span! >= LEAST_SPAN &&
    span! <= WORLD_SPAN;
  if (fits) return { longitude: longitude!, latitude: latitude!, span: span! };
  refuse({
    field: 'at',
    message: m.explore_fault_view({ text: text.slice(0, 40) }),
  });
  return null;
}

export const viewText = ({ longitude, latitude, span }: MapView) =>
  [longitude, latitude, span].map((value) => Math.round(value * 1000) / 1000).join(',');

/** The grid whose squares are as fine as can be told apart at this view. */
export function gridOf({ span }: Pick<MapView, 'span'>): number {
  const finest = Math.log2((45 * SQUARES_ACROSS) / span);
  return Math.max(0, Math.min(FINEST, Math.floor(finest)));
}

/** The box that a view shows, with a margin, as meridians run together towards the poles. */
export function boxOf({ longitude, latitude, span }: MapView): EventFilter['within'] | null {
  if (span >= 120) return null;
  const high = (span * RATIO) / 2;
  const farthest = Math.min(85, Math.abs(latitude) + high);
  const wide = (span / 2) * (Math.cos(rad(latitude)) / Math.cos(rad(farthest))) * 1.15;
  if (wide >= 170) return null;
  return {
    west: normalized(longitude - wide),
    east: normalized(longitude + wide),
    south: Math.max(-90, latitude - high * 1.25),
    north: Math.min(90, latitude + high * 1.25),
  };
}

/** Just what a view shows, by its edges in whole hundredths of a degree; null where that is all of the world. */
export function edgesOf({ longitude, latitude, span }: MapView): EventFilter['within'] | null {
  if (span >= WORLD_SPAN) return null;
  const high = (span * RATIO) / 2;
  const round = (degrees: number) => Math.round(degrees * 100) / 100;
  return {
    west: round(normalized(longitude - span / 2)),
    east: round(normalized(longitude + span / 2)),
    south: round(Math.max(-90, latitude - high)),
    north: round(Math.min(90, latitude + high)),
  };
}

const rad = (degrees: number) => (degrees * Math.PI) / 180;
const normalized = (longitude: number) => ((((longitude + 180) % 360) + 360) % 360) - 180;

/** The view around cells; the whole world where they are far apart or there are none. */
export function viewAround(
  cells: readonly { west: number; south: number; east: number; north: number }[],
): MapView | null {
  if (cells.length === 0) return null;
  const west = Math.min(...cells.map((cell) => cell.west));
  const east = Math.max(...cells.map((cell) => cell.east));
  const south = Math.min(...cells.map((cell) => cell.south));
  const north = Math.max(...cells.map((cell) => cell.north));
  const latitude = (south + north) / 2;
  const span = Math.max(east - west, (north - south) / RATIO / Math.cos(rad(latitude)));
  if (span >= 120) return null;
  return { longitude: (west + east) / 2, latitude, span: Math.max(LEAST_SPAN, span) };
}

export type Step = 'in' | 'out' | 'west' | 'east' | 'north' | 'south';

/** One step of the map's own links; null where there is nowhere to go. */
export function stepped(view: MapView | null, step: Step): MapView | null {
  const from = view ?? { longitude: 15, latitude: 20, span: WORLD_SPAN };
  const { longitude, latitude, span } = from;
  const far = span / 3;
  switch (step) {
    case 'in':
      return span / 2 < LEAST_SPAN ? null : { ...from, span: Math.min(span / 2, 100) };
    case 'out':
      return view === null ? null : { ...from, span: Math.min(WORLD_SPAN, span * 2) };
    case 'west':
      return view && { ...from, longitude: normalized(longitude - far) };
    case 'east':
      return view && { ...from, longitude: normalized(longitude + far) };
    case 'north':
      return view && { ...from, latitude: Math.min(85, latitude + far * RATIO) };
    case 'south':
      return view && { ...from, latitude: Math.max(-85, latitude - far * RATIO) };
  }
}
