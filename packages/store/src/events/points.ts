import { and, sql, type SQL } from 'drizzle-orm';
import { hasOwnWords, sumsHaveWords } from '../entities/event-words.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { keysNamed } from '../entities/named.ts';
import { actors } from '../tables/actor.ts';
import { pointTotals } from '../tables/total.ts';
import { setsHaveFilter } from './claim-sets.ts';
import { areToldApart, isWithdrawnToo, withdrawnEvents } from './months.ts';
import { areSettled, isSettled, pastOf, type Past } from './settled.ts';
import {
  asEvents,
  columnsOfSums,
  namesOf,
  singleEvents,
  unsettledEvents,
} from './single-events.ts';

/** The filters that sums by point can answer. */
const FILTERS: ReadonlySet<string> = new Set<keyof EventFilter>([
  ...(['conflicts', 'countries', 'dyads', 'violence', 'kinds', 'datasets', 'actors'] as const),
  ...(['places', 'within', 'near', 'located', 'locationPrecisions', 'standing', 'text'] as const),
  ...(['claimants', 'metrics', 'estimated', 'minDeaths', 'maxDeaths'] as const),
  ...(['minCivilianDeaths', 'timePrecisions', 'flagged', 'flags'] as const),
]);

/** Whether sums by point tell of the events of a filter: it asks for nothing that they do not tell apart, and for no days. */
export const havePointSums = ({ during, ...filter }: EventFilter, asOf: string | null): boolean =>
  !(during?.from ?? during?.to) && areToldApart(filter, FILTERS, asOf);

const COLUMNS = columnsOfSums(pointTotals);

/**
 * What is read in place of the table of events, under its name, where it meets a filter: sums by place and point, and,
 * each by itself, those events that they do not tell.
 */
export function pointsAsEvents(filter: EventFilter, past: Past | null): SQL {
  const { actors: named, claimants, metrics, text, standing: _, ...others } = filter;
  const summed = and(
    setsHaveFilter({ claimants, metrics }),
    named ? sql`"events".actor_keys && ${keysNamed(actors, named)}` : undefined,
    text ? sumsHaveWords(text) : undefined,
    eventsWhere({ ...others, standing: 'ANY' }, null),
    areSettled(past),
  );
  const standing = eventsWhere({ ...filter, text: null, standing: 'STANDING' }, null);
  return asEvents(
    sql`select ${namesOf(COLUMNS)} from ${pointTotals} as "events" where ${summed ?? sql`true`}`,
    ...(text ? [singleEvents(COLUMNS, and(hasOwnWords(text), standing, isSettled(past)))] : []),
    ...(isWithdrawnToo(filter) ? [singleEvents(COLUMNS, withdrawnEvents(filter))] : []),
    ...unsettledEvents(COLUMNS, filter, past),
  );
}

/** Selects how many events a filter leaves, if sums by point can tell. */
export const countedByPoints = (filter: EventFilter, asOf: string | null): SQL | undefined =>
  havePointSums(filter, asOf)
    ? sql`select sum("events".events) from ${pointsAsEvents(filter, pastOf(asOf))}`
    : undefined;
