import { sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { actors } from '../tables/actor.ts';
import { conflicts } from '../tables/conflict.ts';
import { places } from '../tables/place.ts';
import type { Source } from './upsert.ts';

const NAMED = new Map<PgTable, 'ACTOR' | 'CONFLICT' | 'PLACE'>([
  [actors, 'ACTOR'],
  [conflicts, 'CONFLICT'],
  [places, 'PLACE'],
]);

/**
 * Where a release of a series names something otherwise than the release that is stored, keeps both as
 * common names: whoever knows one of them still finds it, in whatever order the releases are imported.
 * Asked before the rows are written. A mention is its words, and never renamed.
 */
export async function keepNamesOfReleases(
  transaction: Database,
  table: PgTable,
  { key: source }: Source,
  rows: readonly { key: string; name?: string }[],
): Promise<void> {
  const entity = NAMED.get(table);
  if (!entity || rows.length === 0) return;
  const stored = sql.raw(`"${getTableConfig(table).name}"`);
  await transaction.execute(sql`
    insert into common_names (entity, entity_key, held_by, name, language, source)
    select ${entity}::search_type, stored.key, ${source}, called.name, 'und', ${`A release of ${source}`}
    from unnest(${sql.param(rows.map(({ key }) => key))}::text[],
      ${sql.param(rows.map(({ name }) => name ?? null))}::text[]) as given(key, name)
    join ${stored} stored on stored.key = given.key and stored.source = ${source} and stored.name <> given.name,
    lateral (values (stored.name), (given.name)) as called(name)
    on conflict do nothing`);
}
