import type { EventFilter, EventStanding } from '../../gql/graphql.ts';
import { m } from '#paraglide/messages.js';
import {
  EVENT_KIND,
  LOCATION_PRECISION,
  METRIC,
  TIME_PRECISION,
  VIOLENCE,
  WORLD_REGION,
} from '#lib/vocabulary/words.ts';
import { FLAG } from '#lib/vocabulary/particulars.ts';
import { messageTable } from '#lib/language/message-table.ts';

/** How an address writes a value, and so how it is read. */
export type Sort = 'names' | 'codes' | 'words' | 'word' | 'count' | 'choice' | 'name' | 'text';

export interface Field {
  sort: Sort;
  /** What may stand in a list of words, and what it means. */
  words?: Readonly<Record<string, string>>;
}

/** Which events, by whether they stand; those that do unless asked otherwise. */
export const STANDING: Readonly<Record<EventStanding, string>> = /* @__PURE__ */ messageTable({
  STANDING: m.explore_standing_any,
  WITHDRAWN: m.explore_standing_withdrawn,
  ANY: m.explore_standing_both,
});

/** A position is for programs that follow the record. */
type Plain = Exclude<keyof EventFilter, 'during' | 'within' | 'near' | 'changedSince'>;

/**
 * Every condition of the API's EventFilter but those of several parts, under the API's own names:
 * the address of a view and that of its download have the same parameters.
 */
export const FIELDS: Readonly<Record<Plain, Field>> = {
  text: { sort: 'text' },
  regions: { sort: 'words', words: WORLD_REGION },
  countries: { sort: 'codes' },
  places: { sort: 'names' },
  located: { sort: 'choice' },
  locationPrecisions: { sort: 'words', words: LOCATION_PRECISION },
  conflicts: { sort: 'names' },
  actors: { sort: 'names' },
  dyads: { sort: 'names' },
  partOf: { sort: 'name' },
  kinds: { sort: 'words', words: EVENT_KIND },
  violence: { sort: 'words', words: VIOLENCE },
  minDeaths: { sort: 'count' },
  maxDeaths: { sort: 'count' },
  minCivilianDeaths: { sort: 'count' },
  estimated: { sort: 'choice' },
  claimants: { sort: 'names' },
  metrics: { sort: 'words', words: METRIC },
  timePrecisions: { sort: 'words', words: TIME_PRECISION },
  flagged: { sort: 'choice' },
  flags: { sort: 'words', words: FLAG },
  datasets: { sort: 'names' },
  standing: { sort: 'word', words: STANDING },
};

export const FIELD_LABEL: Readonly<Record<Plain, string>> = /* @__PURE__ */ messageTable({
  text: m.explore_field_text,
  regions: m.explore_field_region,
  countries: m.kinds_place_country,
  places: m.words_search_place,
  located: m.explore_field_located,
  locationPrecisions: m.explore_field_place_known,
  conflicts: m.words_search_conflict,
  actors: m.explore_field_actors,
  dyads: m.explore_field_dyad,
  partOf: m.event_part_of,
  kinds: m.explore_field_kind,
  violence: m.explore_field_violence,
  minDeaths: m.explore_field_min,
  maxDeaths: m.explore_field_max,
  minCivilianDeaths: m.explore_field_min_civilians,
  estimated: m.explore_field_estimated,
  claimants: m.explore_field_claimant,
  metrics: m.explore_field_metrics,
  timePrecisions: m.explore_field_time_known,
  flagged: m.explore_field_flagged,
  flags: m.explore_field_flags,
  datasets: m.event_dataset,
  standing: m.explore_field_standing,
});

export const FIELD_NAMES = Object.keys(FIELDS) as Plain[];

export const DAYS = ['from', 'to'] as const;
export const EDGES = ['west', 'south', 'east', 'north'] as const;
/** Near a point is for programs: a reader knows a place. */
export const NEAR = ['place', 'kilometres'] as const;

/** Every parameter that narrows a view; its others say how it is looked at. */
export const NARROWING: readonly string[] = [
  ...FIELD_NAMES,
  ...DAYS.map((day) => `during.${day}`),
  ...EDGES.map((edge) => `within.${edge}`),
  ...NEAR.map((part) => `near.${part}`),
];
