import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { readRows, shapeOf } from '../reading/read.ts';
import { storable } from '../reading/text.ts';
import { slugs } from '../tables/slug.ts';
import type { SearchType } from '../vocabulary.ts';
import { ENTITIES } from './all.ts';

/** A table whose rows people may call by slug as well as by natural key. */
export type Named = PgTable & { key: PgColumn; slug: PgColumn };

/** By what its rows are known in `slugs`; null for a table whose rows have no slug but a given one. */
export function slugEntityOf(table: PgTable): SearchType | null {
  if (!('derivedSlug' in getTableColumns(table))) return null;
  const entity = Object.values(ENTITIES).find((each) => each.table === table);
  return entity && 'search' in entity ? entity.search : null;
}

/** Selects the key of what a slug leads to, as `slug_owner` of the database does. */
export const ownerOf = (entity: SearchType, slug: SQL): SQL =>
  sql`select ${slugs.entityKey} from ${slugs}
    where ${slugs.entity} = ${sql.raw(`'${entity}'`)} and ${slugs.slug} = ${slug}
    order by ${slugs.rank}, ${slugs.number}, ${slugs.entityKey} limit 1`;

/**
 * The key of the row that a slug or a natural key names, the slug first: the one that it has, else one
 * that it had. The name itself where there is none.
 */
export function keyNamed(table: Named, name: string | SQL): SQL {
  const given = sql`(select key from ${table as PgTable} where slug = ${name})`;
  const entity = slugEntityOf(table);
  return entity
    ? sql`coalesce(${given}, (${ownerOf(entity, sql`${name}`)}), ${name})`
    : sql`coalesce(${given}, ${name})`;
}

/** The natural keys of the rows that the given slugs or natural keys name. */
export function keysNamed(table: Named, names: readonly string[]): SQL {
  const { name } = getTableConfig(table);
  const list = sql`${sql.param(storable(names))}::text[]`;
  const entity = slugEntityOf(table);
  // A lookup each instead of an OR: each takes its own index.
  const derived = entity
    ? sql`
    union select (${ownerOf(entity, sql`given`)}) from unnest(${list}) as given
      where not exists (select from ${sql.raw(`"${name}"`)} where slug = given)`
    : sql``;
  return sql`array(
    select key from ${sql.raw(`"${name}"`)} where key = any(${list})
    union select key from ${sql.raw(`"${name}"`)} where slug = any(${list})${derived})`;
}

/** `column` is one of the rows named. */
export function isNamed(column: PgColumn, table: Named, names: readonly string[]): SQL {
  return sql`${column} = any(${keysNamed(table, names)})`;
}

/** Rows by slug or natural key, each under the name that was asked for. */
export async function rowsNamed<Table extends Named>(
  db: Database,
  table: Table,
  names: readonly string[],
): Promise<Map<string, Table['$inferSelect']>> {
  const shape = shapeOf(table);
  const rows = await readRows(
    db,
    sql`select given.name as asked, ${shape.columns}
      from unnest(${sql.param(storable(names))}::text[]) as given(name)
      join ${table as PgTable} on ${table.key} = ${keyNamed(table, sql`given.name`)}`,
  );
  return new Map(rows.map((values) => [values[0] as string, shape.row(values, 1)]));
}
