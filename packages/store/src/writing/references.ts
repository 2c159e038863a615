import { sql } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';

let foreignKeys: string | undefined;

/** By name: other constraints have to wait for the commit, such as the one that gives it its position. */
async function foreignKeysOf(db: Database): Promise<string> {
  if (foreignKeys === undefined) {
    const [row] = await rowsOf<{ names: string }>(
      db,
      sql`select string_agg(distinct quote_ident(conname), ', ') as names from pg_constraint
          where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    foreignKeys = row!.names;
  }
  return foreignKeys;
}

/** Rows may be written before those that they refer to, until the references are checked. */
export async function deferReferences(transaction: Database): Promise<void> {
  const names = await foreignKeysOf(transaction);
  await transaction.execute(sql.raw(`set constraints ${names} deferred`));
}

/** Checks what was written so far, and frees the queue in which PostgreSQL remembers it. */
export async function checkReferences(transaction: Database): Promise<void> {
  const names = await foreignKeysOf(transaction);
  await transaction.execute(sql.raw(`set constraints ${names} immediate`));
}
