import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { RECORD } from '../writing/upsert.ts';

/**
 * Says of each edition of some events from when until when it was the last word on its event. At a
 * moment that is the word of the last release, in the order of releases, whose claims had been asserted
 * by then: a release that comes out after a later one never speaks. A curated event has no history.
 */
export async function updateValidity(db: Database, eventKeys: readonly string[]): Promise<void> {
  if (eventKeys.length === 0) return;
  await db.execute(datedEditions(sql`event_key = any(${sql.param(eventKeys)}::text[])`));
}

/** Migration 0016 says the same of all editions that were stored before it. */
function datedEditions(ofEvents: SQL): SQL {
  return sql`
    with said as (
      select subject_event_key as event_key, release_key, issue, min(asserted_latest) as since
      from claims join datasets on datasets.key = release_key
      where claimant_key = provider_key
        and subject_event_key in (select event_key from event_editions where ${ofEvents})
      group by 1, 2, 3
    ), numbered as (
      -- A release without an edition said what the next one says that has one, or what the row says.
      select said.*, edition.event_key is not null as is_kept,
        count(edition.event_key) over (
          partition by said.event_key
          order by released_latest, released_earliest, release_key, said.issue
          rows between unbounded preceding and 1 preceding
        ) as number
      from said join datasets on datasets.key = release_key
        left join event_editions edition using (event_key, release_key, issue)
    ), dated as (
      select event_key, number, min(since) as since,
        min(min(since)) over (
          partition by event_key order by number rows between 1 following and unbounded following
        ) as until,
        max(release_key) filter (where is_kept) as release_key,
        max(issue) filter (where is_kept) as issue
      from numbered group by event_key, number
    ), valid as (
      select dated.event_key, release_key, dated.issue,
        case when number > 0 and source <> '${sql.raw(RECORD.key)}' then since end as valid_from,
        case when source <> '${sql.raw(RECORD.key)}' then until end as valid_until
      from dated join events on events.key = event_key
    ), of_editions as (
      update event_editions edition
      set valid_from = valid.valid_from, valid_until = valid.valid_until
      from valid
      where (edition.event_key, edition.release_key, edition.issue)
          = (valid.event_key, valid.release_key, valid.issue)
        and (edition.valid_from, edition.valid_until)
          is distinct from (valid.valid_from, valid.valid_until)
    )
    update events set valid_from = valid.valid_from
    from valid
    where events.key = valid.event_key and valid.release_key is null
      and events.valid_from is distinct from valid.valid_from`;
}
