import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** The texts that a row may hold: PostgreSQL has no U+0000, so nothing has a name with it. */
export function storable(texts: readonly string[]): string[] {
  return texts.filter((text) => !text.includes('\0'));
}

/** The column holds the text, in any case; `%` and `_` in what a person typed mean themselves. */
export function contains(column: PgColumn, text: string): SQL {
  if (storable([text]).length === 0) return sql`false`;
  return sql`${column} ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`;
}
