import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../engines/database.ts';
import { slugEntityOf } from '../entities/named.ts';
import { isAny } from '../reading/loaders.ts';
import { catchUpSearch } from '../search/later.ts';
import { dyads } from '../tables/conflict.ts';
import { searchEntries } from '../tables/search.ts';
import { slugs } from '../tables/slug.ts';

/**
 * Gives rows their slugs, by the names that they come with: those of a source that does not describe
 * the row lead to it as well, so that it makes no difference which release comes first.
 */
export async function settleSlugs(
  transaction: Database,
  table: PgTable,
  rows: readonly { key: string; name: string }[],
): Promise<void> {
  const entity = slugEntityOf(table);
  if (!entity || rows.length === 0) return;
  const keys = sql.param(rows.map(({ key }) => key));
  const names = sql.param(rows.map(({ name }) => name));
  await transaction.execute(
    sql`select settle_slugs(${entity}::search_type, ${keys}::text[], ${names}::text[])`,
  );
}

/** Rows whose slugs are settled together, once all of them are written. */
export interface UnsettledSlugs {
  /** Rows of a table by the names that they come with. */
  add(table: PgTable, rows: readonly { key: string; name: string }[]): void;
  settle(transaction: Database): Promise<void>;
}

/** For a writer of many batches: settled one by one, each would look at its namesakes of all the others. */
export function collectSlugs(): UnsettledSlugs {
  const unsettled = new Map<PgTable, Map<string, Set<string>>>();
  return {
    add: (table, rows) => {
      if (!slugEntityOf(table)) return;
      const names = unsettled.get(table) ?? new Map<string, Set<string>>();
      unsettled.set(table, names);
      for (const { key, name } of rows) {
        const known = names.get(key);
        if (known) known.add(name);
        else names.set(key, new Set([name]));
      }
    },
    settle: async (transaction) => {
      for (const [table, names] of unsettled) {
        const rows = [...names].flatMap(([key, of]) => [...of].map((name) => ({ key, name })));
        await settleSlugs(transaction, table, rows);
      }
      unsettled.clear();
    },
  };
}

/** Of rows that are gone; whatever shared a slug with one of them has it from its next change on. */
export async function dropSlugs(
  transaction: Database,
  table: PgTable,
  keys: readonly string[],
): Promise<void> {
  const entity = slugEntityOf(table);
  if (!entity || keys.length === 0) return;
  await transaction.execute(
    sql`delete from ${slugs} where ${slugs.entity} = ${entity} and ${isAny(slugs.entityKey, keys)}`,
  );
}

/**
 * Names the dyads of a database that was made before they had slugs, and lets searches find those that a migration
 * has taken out. Not in a migration: one adds the word that the search knows them by, and PostgreSQL cannot use it
 * before that has ended.
 */
export async function nameEarlierDyads(db: Database): Promise<void> {
  const unnamed = sql`from ${dyads} where ${dyads.slug} is null and ${dyads.derivedSlug} is null`;
  const isDue = async (on: Database) => {
    const [due] = await rowsOf<{ due: boolean }>(
      on,
      sql`select exists (select ${unnamed}) or exists (select from ${dyads})
        and not exists (select from ${searchEntries} where ${searchEntries.type} = 'DYAD') as due`,
    );
    return due!.due;
  };
  if (!(await isDue(db))) return;
  await db.transaction(async (transaction) => {
    // Of several processes that start at once one does it.
    await transaction.execute(sql`lock table ${dyads} in share row exclusive mode`);
    if (!(await isDue(transaction))) return;
    const rows = await rowsOf<{ key: string; name: string }>(
      transaction,
      sql`select key, name ${unnamed}`,
    );
    await settleSlugs(transaction, dyads, rows);
    await catchUpSearch(transaction);
  });
}
