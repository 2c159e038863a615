import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { RENUMBERING_REASONS, type RenumberingReason } from '../vocabulary.ts';

/** Another event that is probably the same under another number, and why one may think so. */
export interface Renumbering {
  event: string;
  reasons: RenumberingReason[];
}

/**
 * By event, those of its series that are probably the same: the one was left out by the very release
 * that first has the other, and both have the same days, sides and place. Only what releases had left
 * out by a moment. Never merged: two clashes of the same sides at one place on one day do happen.
 */
export async function renumberings(
  db: Database,
  keys: readonly string[],
  asOf: string,
): Promise<Map<string, Renumbering[]>> {
  const sides = (event: string) =>
    sql.raw(`array(select role::text || ' ' || actor_key from event_participants
      where event_key = ${event}.key order by role, actor_key)`);
  const isReplacedBy = (gone: string, come: string) => sql`(
    ${sql.raw(gone)}.withdrawn_at <= ${asOf} and (
      select min(asserted_latest) from claims
      where subject_event_key = ${sql.raw(come)}.key and release_key is not null
    ) = ${sql.raw(gone)}.withdrawn_at)`;
  const rows = await readObjects<{ key: string; event: string; sameDeaths: boolean }>(
    db,
    sql`
    select this.key, other.key as event, exists (
        select from claims one join claims another on another.metric = one.metric
          and another.population = one.population and another.best = one.best
        where one.subject_event_key = this.key and another.subject_event_key = other.key
          and one.release_key is not null and another.release_key is not null
          and one.asserted_latest <= ${asOf} and another.asserted_latest <= ${asOf}
      ) as "sameDeaths"
    from events this join datasets own on own.key = this.dataset_key
      join events other on other.earliest = this.earliest and other.latest = this.latest
        and other.key <> this.key and other.latitude = this.latitude
        and other.longitude = this.longitude and other.place_key is not distinct from this.place_key
      join datasets its on its.key = other.dataset_key and its.series = own.series
    where this.key = any(${sql.param(keys)}::text[]) and ${sides('this')} = ${sides('other')}
      and (${isReplacedBy('this', 'other')} or ${isReplacedBy('other', 'this')})
    order by this.key, other.key`,
  );
  return Map.groupBy(
    rows.map(({ key, event, sameDeaths }) => ({
      key,
      event,
      reasons: RENUMBERING_REASONS.filter((reason) => reason !== 'SAME_DEATHS' || sameDeaths),
    })),
    ({ key }) => key,
  );
}
