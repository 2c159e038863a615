import { sql, type SQL } from 'drizzle-orm';
import type { EventFilter } from '../entities/event.ts';
import { places } from '../tables/place.ts';
import type { EventDimension } from '../vocabulary.ts';
import { facetsAsEvents, haveFacetSums } from './facets.ts';
import { pastOf } from './settled.ts';
import {
  areWholeMonths,
  daysOf,
  havePublisherSums,
  haveSums,
  monthsAsEvents,
  monthsByEstimate,
  publishedMonthsAsEvents,
} from './months.ts';
import { areOfPlacesAlone, publishedPlacesAsEvents } from './place-publishers.ts';
import { havePointSums, pointsAsEvents } from './points.ts';
import { haveWordSums, wordMonthsAsEvents } from './word-months.ts';

/** The dimensions that sums by month tell apart. */
const OF_MONTHS: ReadonlySet<EventDimension> = new Set([
  ...(['YEAR', 'QUARTER', 'MONTH', 'REGION', 'COUNTRY'] as const),
  ...(['CONFLICT', 'DYAD', 'ACTOR'] as const),
  ...(['VIOLENCE', 'KIND', 'RELEASE', 'DATASET', 'CLAIMANT'] as const),
]);

/** Those that sums by point do. */
const OF_POINTS: ReadonlySet<EventDimension> = new Set([
  ...(['REGION', 'COUNTRY', 'ADMIN1', 'CONFLICT', 'DYAD', 'ACTOR'] as const),
  ...(['VIOLENCE', 'KIND', 'RELEASE', 'DATASET', 'CLAIMANT'] as const),
]);

/** Those that sums by month and by what is told of an event itself do. */
const OF_FACETS: ReadonlySet<EventDimension> = new Set([
  ...(['YEAR', 'QUARTER', 'MONTH', 'VIOLENCE', 'KIND', 'RELEASE', 'DATASET', 'CLAIMANT'] as const),
]);

/** What narrows events down to those of some places, most of all. */
const NARROWING = [
  ...(['conflicts', 'dyads', 'actors', 'countries', 'places', 'within', 'near', 'text'] as const),
];
export const isSomewhere = (filter: EventFilter): boolean => NARROWING.some((name) => filter[name]);

/**
 * Rows of sums with the division of each place. Above the places that the rows have is soon looked: all places of the world,
 * most of which a conflict or an actor has no event in, take longer than the sums.
 */
const withDivisions = (rows: SQL): SQL => sql`(
  with recursive summed as materialized (select * from ${rows}),
  above as (
    select key as place_key, key, parent_key, kind from ${places}
    where key = any(array(select distinct place_key from summed))
    union select above.place_key, place.key, place.parent_key, place.kind
      from above join ${places} place on place.key = above.parent_key
  )
  select summed.*, division.key as admin1_key from summed
    left join above division on division.place_key = summed.place_key and division.kind = 'ADMIN1') as "events"`;

export type SumsKept =
  | 'months'
  | 'months by estimate'
  | 'months by publisher'
  | 'months by words'
  | 'places by publisher'
  | 'points'
  | 'facets';

/** Which sums over the events tell all that is asked; null for none. */
export function sumsKept(
  filter: EventFilter,
  by: readonly EventDimension[],
  asOf: string | null,
): SumsKept | null {
  const others = by.filter((each) => each !== 'PUBLISHER');
  const ofPublishers = others.length < by.length;
  const ofReleasesThen = asOf !== null && by.includes('RELEASE');
  // Which release gave an estimate at a moment is told by months alone, not by their events.
  if (ofReleasesThen && !areWholeMonths(daysOf(filter))) return null;
  if (others.every((each) => OF_MONTHS.has(each)) && haveSums(filter, asOf)) {
    const byEstimate = others.includes('CLAIMANT') || ofReleasesThen;
    if (ofPublishers) {
      return havePublisherSums(filter, asOf) && !byEstimate ? 'months by publisher' : null;
    }
    return byEstimate ? 'months by estimate' : 'months';
  }
  if (ofReleasesThen) return null;
  if (ofPublishers && others.length === 0 && areOfPlacesAlone(filter)) return 'places by publisher';
  if (by.every((each) => OF_POINTS.has(each)) && havePointSums(filter, asOf)) return 'points';
  const ofWords = by.every((each) => OF_MONTHS.has(each) && each !== 'CLAIMANT');
  if (ofWords && haveWordSums(filter, asOf)) return 'months by words';
  return by.every((each) => OF_FACETS.has(each)) && haveFacetSums(filter, asOf) ? 'facets' : null;
}

/**
 * Whether statistics are read of kept sums, as of a moment beside the events that were otherwise then; else of the events one
 * by one, all of them or some.
 */
export function haveSumsOf(
  filter: EventFilter,
  by: readonly EventDimension[],
  asOf: string | null,
): boolean {
  const kept = sumsKept(filter, by, asOf);
  return kept !== null && kept !== 'months by words';
}

/** What is read in place of the events. */
export function sumsAsEvents(
  sums: SumsKept,
  filter: EventFilter,
  by: readonly EventDimension[],
  asOf: string | null,
): SQL {
  const past = pastOf(asOf, by.includes('RELEASE'));
  switch (sums) {
    case 'months':
      return monthsAsEvents(filter, past);
    case 'months by estimate':
      return monthsByEstimate(filter, past);
    case 'months by publisher':
      return publishedMonthsAsEvents(filter, past);
    case 'months by words':
      return wordMonthsAsEvents(filter, past);
    case 'places by publisher':
      return publishedPlacesAsEvents(filter, past);
    case 'points':
      return by.includes('ADMIN1') && isSomewhere(filter)
        ? withDivisions(pointsAsEvents(filter, past))
        : pointsAsEvents(filter, past);
    case 'facets':
      return facetsAsEvents(filter, past);
  }
}
