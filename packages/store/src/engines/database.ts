import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Either engine, or a transaction on it: the store's queries take no notice which. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** The rows of a statement written as SQL; both drivers answer with `rows`. */
export async function rowsOf<Row>(db: Database, statement: SQL): Promise<Row[]> {
  const answer = (await db.execute(statement)) as unknown as { rows: Row[] };
  return answer.rows;
}
