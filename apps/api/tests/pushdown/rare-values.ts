import type { Database } from '@casus/store/engines/database';

/** Gives some rows what the record has no example of, so that a question for it has an answer. */
export async function addRareValues(db: Database): Promise<void> {
  const statements = [
    `update actor_relations set since = '2001-06-15', until = '2020-01-01'`,
    `update actors set mention_of_key = (select min(key) from actors where kind = 'GOVERNMENT')
      where kind in ('UNNAMED_SOURCE', 'MEDIA')`,
    `update actors set is_mention = true where kind = 'UNNAMED_SOURCE'`,
    `update actor_offices set until = '2023-01-01'`,
    `update conflicts set ended_on = '2022-09-20'`,
    `update datasets set imported_at = '2022-10-01T00:00:00Z'`,
    `insert into release_issues (release_key, number, sha256, released_earliest, released_latest, released_precision,
        released_edtf, covers_from, covers_to, complete, extract, declared, first_seen_at, imported_at, rows_read, rows_kept,
        rows_flagged, rows_rejected)
      select key, number, repeat('0', 64), released_earliest, released_latest, released_precision, released_edtf,
        '2021-01-01', '2021-12-31', number = 1, number = 2, true, '2022-09-30T00:00:00Z', '2022-10-01T00:00:00Z', 4, 3, 2, 1
      from datasets cross join generate_series(1, 2) as number`,
    `insert into audit_entries (action, operator, version, release_key, issue, sha256, rows_read, rows_rejected)
      select 'IMPORT', 'Data desk', '0.1.0', key, 1, repeat('0', 64), 4, 1 from datasets`,
    `update claims set measure = 'FLOW' where metric = 'EVACUATED'`,
    `update claims set withdrawn_at = '2022-09-17T00:00:00Z', withdrawn_reason = 'Left out.'
      where key = (select min(key) from claims where slug is not null and rank = 'NORMAL')`,
    `update events set withdrawn_at = '2022-09-17T00:00:00Z'
      where key in (select key from events where dataset_key is not null order by key desc limit 4)`,
    `update claims set dyad_key = (select min(key) from dyads) where metric = 'EVACUATED'`,
    `insert into claims (key, kind, metric, measure, population, low, best, high, quantifier, stance, summary, asserted_earliest,
        asserted_latest, asserted_precision, asserted_edtf, claimant_key, rank, subject_place_key, source)
      select places.key || '/displaced', claims.kind, 'DISPLACED', 'STOCK', population, low, best, high, quantifier, stance, summary,
        asserted_earliest, asserted_latest, asserted_precision, asserted_edtf, claimant_key, rank, places.key, claims.source
      from places, claims where claims.key = (select min(key) from claims where best is not null and slug is not null)`,
    `update claims set stance = 'DENIES', answers_key = (select min(claim_key) from agreement_violations)
      where key = (select max(key) from claims where kind = 'OCCURRENCE')`,
    `insert into agreement_mediators (agreement_key, position, actor_key)
      select agreement_key, position, actor_key from agreement_parties`,
    `insert into agreements (key, slug, name, kind, renews_key, source)
      select key || '-renewed', slug || '-renewed', name, kind, key, source from agreements`,
    `insert into agreement_declarations (agreement_key, position, actor_key, claim_key)
      select agreement_key || '-renewed', position, actor_key, claim_key from agreement_declarations`,
    `insert into event_editions (event_key, release_key, issue, name, kind, violence, earliest, latest, precision, edtf,
        country_key, latitude, longitude, location_precision, conflict_key, clarity, review_status, quality_flags,
        participants, valid_until)
      select key, (select min(key) from datasets), 1, 'Once ' || name, 'SHELLING', 'ONE_SIDED', earliest - interval '1 year',
        latest, 'YEAR', '2021', (select min(key) from places where kind = 'COUNTRY'), 41.5, 70.5, 'ADMIN1', conflict_key, 2,
        'Check', '[{"kind": "SOURCES_UNREADABLE", "note": "x"}]',
        (select coalesce(jsonb_agg(jsonb_build_object('actorKey', actor_key, 'role', role) order by position desc), '[]')
          from event_participants where event_key = key), '2022-09-16T06:00:00Z'
      from (select *, row_number() over (order by key) as number from events) numbered where number % 2 = 0`,
    // Events that the release which has them first had under another number before.
    `do $$
      declare
        names text := (select string_agg(quote_ident(attname), ', ') from pg_attribute
          where attrelid = 'events'::regclass and attnum > 0 and not attisdropped and attgenerated = '');
      begin
        execute format('insert into events (%1$s) select %1$s from (
          select (jsonb_populate_record(event, jsonb_build_object(''key'', event.key || ''-before'', ''slug'', null,
            ''withdrawn_at'', claimed.first))).*
          from events event, lateral (select min(asserted_latest) as first from claims
            where subject_event_key = event.key and release_key is not null) claimed
          where claimed.first is not null and withdrawn_at is null) before', names);
      end $$`,
    `insert into event_participants (event_key, position, role, actor_key)
      select event_key || '-before', position, role, actor_key from event_participants
      where exists (select from events where key = event_key || '-before')`,
    `update events set valid_from = '2022-09-16T06:00:00Z' where key in (select event_key from event_editions)`,
  ];
  for (const statement of statements) await db.execute(statement);
}
