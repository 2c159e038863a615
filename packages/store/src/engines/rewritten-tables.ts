import { sql } from 'drizzle-orm';
import { rowsOf, type Database } from './database.ts';

/** Pages of 8 kB that each table of the record has, by its name as statements write it. */
export type TableSizes = ReadonlyMap<string, number>;

export async function sizesOfTables(db: Database): Promise<TableSizes> {
  const rows = await rowsOf<{ name: string; pages: number }>(
    db,
    sql`select quote_ident(relname) as name, (pg_relation_size(oid) / 8192)::int as pages from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  return new Map(rows.map(({ name, pages }) => [name, pages]));
}

/** So many times its size before, a table has been written anew: its earlier rows take the room until nobody can see them. */
const GROWN_TIMES = 1.25;
/** Smaller tables are read whole, however long they are. */
const FEW_PAGES = 16;

/**
 * Notes the tables that migrations have written anew, in their transaction: who is killed before `shrinkRewrittenTables`
 * does so at the next start. A table that migrations have made and filled may have been filled by several of them.
 */
export async function noteRewrittenTables(
  transaction: Database,
  before: TableSizes,
): Promise<void> {
  const rewritten = [...(await sizesOfTables(transaction))].filter(
    ([name, pages]) => pages > FEW_PAGES && pages > GROWN_TIMES * (before.get(name) ?? 0),
  );
  if (rewritten.length === 0) return;
  await transaction.execute(
    sql`create table if not exists drizzle.rewritten_tables (name text primary key)`,
  );
  await transaction.execute(sql`insert into drizzle.rewritten_tables
    select unnest(${sql.param(rewritten.map(([name]) => name))}::text[]) on conflict do nothing`);
}

/**
 * Gives back the room of the rows that migrations have replaced. Freeing it for later rows, as a server's autovacuum does, leaves
 * the table as long as it was, and who reads all of it reads twice as much. Where there is no room for a copy, the next
 * start tries again.
 */
export async function shrinkRewrittenTables(db: Database): Promise<void> {
  const [noted] = await rowsOf<{ any: boolean }>(
    db,
    sql`select to_regclass('drizzle.rewritten_tables') is not null as any`,
  );
  if (!noted!.any) return;
  const rows = await rowsOf<{ name: string }>(db, sql`select name from drizzle.rewritten_tables`);
  for (const { name } of rows) {
    const isDone = await db.execute(sql.raw(`vacuum (full, analyze) ${name}`)).then(
      () => true,
      () => false,
    );
    if (isDone) await db.execute(sql`delete from drizzle.rewritten_tables where name = ${name}`);
  }
}
