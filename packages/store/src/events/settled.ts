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

/** Of the table of events: it is one of those. */
export const isSettled = (past: Past | null): SQL | undefined =>
  past ? sql`exists (${settledEvent(past)})` : undefined;

const settledEvent = (past: Past): SQL => sql`select from ${eventMoments} settled
  where settled.event_key = ${events.key} and settled.${since(past)} <= ${past.asOf}`;

/**
 * Of what is read in place of events: sums do not tell of it as of the moment, though it may have been known. An index
 * finds these by their keys, for they are few or, where a release has come since, those that it changed.
 */
export const isUnsettled = (past: Past): SQL => sql`${events.key} = any(array(
  select event_key from ${eventMoments} where ${since(past)} > ${past.asOf} and known_from <= ${past.asOf}
  union
  select other.key from unnest(${knownByOthers(past.asOf)}) other(key) join ${events} on ${events.key} = other.key
  where ${events.withdrawnAt} is not null or not exists (${settledEvent(past)})))`;
