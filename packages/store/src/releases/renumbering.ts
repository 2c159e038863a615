import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { describedAt, eventsAt } from '../events/described.ts';
import { readObjects } from '../reading/read.ts';
import { RENUMBERING_REASONS, type RenumberingReason } from '../vocabulary.ts';

/** Another event that is probably the same under another number, and why one may think so. */
export interface Renumbering {
  event: string;
  reasons: RenumberingReason[];
}

/**
 * Selects, of the events of keys, those of their series that are probably the same: the one was left out by the very
 * release that first has the other, and both have the same days, sides and place. As of a moment: as they were described
 * then, and only what releases had left out by then. Never merged: two clashes of the same sides at one place on one day
 * do happen.
 */
export function selectRenumberings(keys: SQL, asOf: string | SQL): SQL {
  const sides = (event: string) =>
    sql.raw(`case when ${event}.is_edition then array(
        select part ->> 'role' || ' ' || (part ->> 'actorKey') collate "C"
        from jsonb_array_elements(${event}.participants) part order by 1)
      else array(
        select role::text || ' ' || actor_key collate "C" from event_participants
        where event_key = ${event}.key order by 1) end`);
  const isReplacedBy = (gone: string, come: string) => sql`(
    ${sql.raw(gone)}.withdrawn_at <= ${asOf} and (
      select min(asserted_latest) from claims
      where subject_event_key = ${sql.raw(come)}.key and release_key is not null
    ) = ${sql.raw(gone)}.withdrawn_at)`;
  return sql`
    select this.key, other.key as event, case when exists (
        select from claims one join claims another on another.metric = one.metric
          and another.population = one.population and another.best = one.best
        where one.subject_event_key = this.key and another.subject_event_key = other.key
          and one.release_key is not null and another.release_key is not null
          and one.asserted_latest <= ${asOf} and another.asserted_latest <= ${asOf}
      ) then ${reasons(RENUMBERING_REASONS)} else ${reasons(WITHOUT_DEATHS)} end as reasons
    from ${eventsAt(asOf, 'this')} join datasets own on own.key = this.dataset_key
      -- Offset 0 has the few at one place on one day looked up first: the sides of all events are dear to list.
      cross join lateral (
        select * from ${eventsAt(asOf, 'other')}
        where other.earliest = this.earliest and other.latest = this.latest
          and other.key <> this.key and other.latitude = this.latitude
          and other.longitude = this.longitude and other.place_key is not distinct from this.place_key
          and ${describedAt(asOf, 'other')} offset 0
      ) other
      join datasets its on its.key = other.dataset_key and its.series = own.series
    where this.key = any(${keys}) and ${describedAt(asOf, 'this')} and ${sides('this')} = ${sides('other')}
      and (${isReplacedBy('this', 'other')} or ${isReplacedBy('other', 'this')})
    order by this.key, other.key`;
}

const WITHOUT_DEATHS = RENUMBERING_REASONS.filter((reason) => reason !== 'SAME_DEATHS');

const reasons = (words: readonly RenumberingReason[]): SQL =>
  sql.raw(`array[${words.map((word) => `'${word}'`).join(', ')}]`);

/** The same by event. */
export async function renumberings(
  db: Database,
  keys: readonly string[],
  asOf: string,
): Promise<Map<string, Renumbering[]>> {
  const rows = await readObjects<Renumbering & { key: string }>(
    db,
    selectRenumberings(sql`${sql.param(keys)}::text[]`, asOf),
  );
  return Map.groupBy(rows, ({ key }) => key);
}
