import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';

/**
 * Claims whose keys are the same up to the “@” are one provider's word on one thing, release after
 * release: each supersedes the one before it, in the order in which they were said. The order in
 * which they were recorded does not count, so that a release which comes in late takes its place.
 */
export async function chainReleases(db: Database, eventKeys: readonly string[]): Promise<void> {
  if (eventKeys.length === 0) return;
  await db.execute(sql`
    with chain as (
      select key, lag(key) over (
        partition by subject_event_key, split_part(key, '@', 1)
        order by asserted_latest, asserted_earliest, key
      ) as previous
      from claims
      where subject_event_key = any(${sql.param(eventKeys)}::text[]) and key like '%@%'
    )
    update claims set supersedes_key = chain.previous from chain
    where claims.key = chain.key and claims.supersedes_key is distinct from chain.previous`);
}

/**
 * An event's deaths are what the latest release says, for an event of the record too, which an
 * import otherwise leaves alone. Without a release's claim they stay as they are.
 */
export async function settleDeaths(db: Database, eventKeys: readonly string[]): Promise<void> {
  if (eventKeys.length === 0) return;
  await db.execute(sql`
    with latest as (
      select distinct on (subject_event_key)
        subject_event_key as key, low::int as low, best::int as best, high::int as high
      from claims
      where subject_event_key = any(${sql.param(eventKeys)}::text[])
        and starts_with(key, subject_event_key || '/deaths@')
        and withdrawn_at is null and rank <> 'DEPRECATED'
      order by subject_event_key, asserted_latest desc, asserted_earliest desc, key desc
    )
    update events set deaths_low = low, deaths_best = best, deaths_high = high from latest
    where events.key = latest.key
      and (deaths_low, deaths_best, deaths_high) is distinct from (low, best, high)`);
}
