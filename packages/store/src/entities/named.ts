import { sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { selectRows } from '../reading/read.ts';
import { storable } from '../reading/text.ts';

/** A table whose rows people may call by slug as well as by natural key. */
export type Named = PgTable & { key: PgColumn; slug: PgColumn };

/** The natural keys of the rows that the given slugs or natural keys name. */
export function keysNamed(table: Named, names: readonly string[]): SQL {
  const { name } = getTableConfig(table);
  const list = sql`${sql.param(storable(names))}::text[]`;
  // Two lookups instead of an OR: each takes its own index.
  return sql`array(
    select key from ${sql.raw(`"${name}"`)} where key = any(${list})
    union select key from ${sql.raw(`"${name}"`)} where slug = any(${list}))`;
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
  const rows = await selectRows(
    db,
    table as PgTable,
    sql`where ${isNamed(table.key, table, names)}`,
  );
  const byKey = new Map(rows.map((row) => [row['key'] as string, row]));
  const bySlug = new Map(rows.map((row) => [row['slug'] as string | null, row]));
  return new Map(
    names.flatMap((name) => {
      const row = bySlug.get(name) ?? byKey.get(name);
      return row ? [[name, row] as const] : [];
    }),
  );
}
