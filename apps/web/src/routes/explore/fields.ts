import type { EventFilter } from '../../gql/graphql.ts';
import {
  EVENT_KIND,
  LOCATION_PRECISION,
  METRIC,
  TIME_PRECISION,
  VIOLENCE,
} from '#lib/text/words.ts';
import { FLAG } from '#lib/text/particulars.ts';

/** How an address writes a value, and so how it is read. */
export type Sort = 'names' | 'codes' | 'words' | 'count' | 'choice' | 'name' | 'text';

export interface Field {
  sort: Sort;
  label: string;
  /** What may stand in a list of words, and what it means. */
  words?: Readonly<Record<string, string>>;
}

type Plain = Exclude<keyof EventFilter, 'during' | 'within'>;

/**
 * Every condition of the API's EventFilter but the two of several parts, under the API's own names:
 * the address of a view and that of its download have the same parameters.
 */
export const FIELDS: Readonly<Record<Plain, Field>> = {
  text: { sort: 'text', label: 'Words' },
  countries: { sort: 'codes', label: 'Country' },
  places: { sort: 'names', label: 'Place' },
  located: { sort: 'choice', label: 'On the map' },
  locationPrecisions: { sort: 'words', label: 'Place known', words: LOCATION_PRECISION },
  conflicts: { sort: 'names', label: 'Conflict' },
  actors: { sort: 'names', label: 'Taking part' },
  dyads: { sort: 'names', label: 'Dyad' },
  partOf: { sort: 'name', label: 'Part of' },
  kinds: { sort: 'words', label: 'Kind', words: EVENT_KIND },
  violence: { sort: 'words', label: 'Violence', words: VIOLENCE },
  minDeaths: { sort: 'count', label: 'Deaths, at least' },
  maxDeaths: { sort: 'count', label: 'Deaths, at most' },
  estimated: { sort: 'choice', label: 'Own estimate of deaths' },
  claimants: { sort: 'names', label: 'Claimant' },
  metrics: { sort: 'words', label: 'Claims count', words: METRIC },
  timePrecisions: { sort: 'words', label: 'Time known', words: TIME_PRECISION },
  flagged: { sort: 'choice', label: 'Quality flag' },
  flags: { sort: 'words', label: 'Flagged for', words: FLAG },
  datasets: { sort: 'names', label: 'Dataset' },
};

export const FIELD_NAMES = Object.keys(FIELDS) as Plain[];

export const DAYS = ['from', 'to'] as const;
export const EDGES = ['west', 'south', 'east', 'north'] as const;

/** Every parameter that narrows a view; its others say how it is looked at. */
export const NARROWING: readonly string[] = [
  ...FIELD_NAMES,
  ...DAYS.map((day) => `during.${day}`),
  ...EDGES.map((edge) => `within.${edge}`),
];
