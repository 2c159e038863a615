import { sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { isAny } from '../reading/loaders.ts';

/** Names kept at once; a download of millions of rows refers to more than fit. */
const MOST = 50_000;

/** What is told of an entity beside the row that refers to it. */
export interface Names<PushdownOption> {
  /** Reads what is not known yet of these entities, in one statement; some keys may be empty. */
  learn(keys: readonly string[]): Promise<void>;
  /** Of an entity last learnt; undefined for an empty key. */
  of(key: string): PushdownOption | undefined;
}

/** Remembers what it has read for as long as a download goes on. */
export function namesIn<Column extends string>(
  db: Database,
  table: PgTable & { key: PgColumn },
  columns: Record<Column, PgColumn>,
): Names<Record<Column, string | null>> {
  const known = new Map<string, Record<Column, string | null>>();

  async function read(keys: readonly string[]): Promise<void> {
    const unknown = new Set<string>();
    for (const key of keys) if (key !== '' && !known.has(key)) unknown.add(key);
    if (unknown.size === 0) return;
    if (known.size + unknown.size > MOST && known.size > 0) {
      known.clear();
      return read(keys);
    }
    const rows = await db
      .select({ key: sql<string>`${table.key}`, names: columns })
      .from(table as PgTable)
      .where(isAny(table.key, [...unknown]));
    for (const { key, names } of rows) known.set(key, names as Record<Column, string | null>);
  }

  return { learn: read, of: (key) => known.get(key) };
}
