import { sql, type SQL } from 'drizzle-orm';
import { eventMoments } from '../tables/total.ts';
import { events } from '../tables/event.ts';
import { knownByOthers } from './known.ts';

/**
 * As of a moment most events are as they are now: nothing was said of them after it that would change what is asked of
 * them. Sums of now hold of these, and only the others are looked up as they were.
 */
export interface Past {
  asOf: string;
  /** By releases: since when the estimate is of the same release, too. Only sums by month tell that. */
  byRelease: boolean;
}

export const pastOf = (asOf: string | null, byRelease = false): Past | null =>
  asOf === null ? null : { asOf, byRelease };

const since = ({ byRelease }: Past) =>
  sql.raw(byRelease ? eventMoments.lastSaidAt.name : eventMoments.settledAt.name);

/** Of rows of sums: their events are at the moment as they are now. */
export const areSettled = (past: Past | null): SQL | undefined =>
  past ? sql`${since(past)} <= ${past.asOf}` : undefined;

/**
 * Of the table of events: it is one of those. A scalar subquery, not EXISTS, for which PostgreSQL may read the moments of all
 * events to find a few.
 */
export const isSettled = (past: Past | null): SQL | undefined =>
  past ? sql`coalesce((select true ${settledEvent(past)} limit 1), false)` : undefined;

const settledEvent = (past: Past): SQL => sql`from ${eventMoments} settled
  where settled.event_key = ${events.key} and settled.${since(past)} <= ${past.asOf}`;

/**
 * An array of the keys of the others that may have been known: sums of now do not tell of these. They are few or, where a
 * release has come since, those that it changed.
 */
export const unsettledKeys = (past: Past): SQL => sql`array(
  select event_key from ${eventMoments} where ${since(past)} > ${past.asOf} and known_from <= ${past.asOf}
  union
  select other.key from unnest(${knownByOthers(past.asOf)}) other(key) join ${events} on ${events.key} = other.key
  where ${events.withdrawnAt} is not null or not exists (select ${settledEvent(past)}))`;

/** Of what is read in place of events: it is one of the others, which an index finds by their keys. */
export const isUnsettled = (past: Past): SQL => sql`${events.key} = any(${unsettledKeys(past)})`;
