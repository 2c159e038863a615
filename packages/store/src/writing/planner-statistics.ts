import { getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Store } from '../open.ts';

/** The tables of the record. */
async function tablesOf(db: Database): Promise<string> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by name`,
  );
  return rows.map(({ name }) => name).join(', ');
}

/**
 * Tells the planner what has been written. Inside the writer's transaction, so that the rows never
 * come without: a server's autovacuum would see to it only a minute later, and the embedded engine
 * has none, and would plan for tables as they were before.
 *
 * @param tables all there are, unless given
 */
export async function renewStatistics(
  transaction: Database,
  tables?: readonly PgTable[],
): Promise<void> {
  const names = tables?.map((table) => `"${getTableName(table)}"`).join(', ');
  await transaction.execute(sql.raw(`analyze ${names ?? (await tablesOf(transaction))}`));
}

/** So many times its size when the planner last looked, a table is another one. */
const GROWN_TIMES = 2;
/** Smaller tables are read whole however they are planned, in pages of 8 kB. */
const FEW_PAGES = 16;

/**
 * Renews the statistics where the planner's are far behind the tables, whatever they were lost by, and frees the room of
 * what a writer left there that was killed before its commit: else the next one would write beside it, in tables that do
 * not look empty any more, and take as long again. A table that cannot be read is no reason not to start: whoever asks for
 * its rows is told.
 */
export async function maintainGrownTables(db: Database): Promise<void> {
  const grown = await rowsOf<{ name: string }>(
    db,
    sql`select quote_ident(relname) as name from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace
          and pg_relation_size(oid) / 8192 > ${FEW_PAGES}
          and pg_relation_size(oid) / 8192 > ${GROWN_TIMES} * relpages`,
  );
  for (const { name } of grown) {
    await db.execute(sql.raw(`vacuum (analyze) ${name}`)).catch(() => {});
  }
}

/**
 * Frees the room of rows that were replaced, once the writer's transaction is in. A server's
 * autovacuum does so by itself; the embedded engine would grow with each import that changes rows.
 * Whatever keeps it from being done, the next import does it.
 */
export async function reclaimSpace({ name, db }: Pick<Store, 'name' | 'db'>): Promise<void> {
  if (name !== 'pglite') return;
  const vacuum = async () => db.execute(sql.raw(`vacuum ${await tablesOf(db)}`));
  await vacuum().catch(() => {});
}
