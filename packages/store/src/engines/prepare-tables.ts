import { sql } from 'drizzle-orm';
import { rowsOf, type Database } from './database.ts';

/** What Drizzle's migrations cannot say of the tables; to be done after each, and changes nothing where it was. */
export async function prepareTables(db: Database): Promise<void> {
  await deferForeignKeys(db);
  await keepTriggersOn(db);
}

/**
 * Entities refer to each other in circles (a claim is about an agreement that rests on claims), so
 * the writer lets PostgreSQL check references at the end of a batch. Drizzle cannot say this.
 */
async function deferForeignKeys(db: Database): Promise<void> {
  const immediate = await rowsOf<{ statement: string }>(
    db,
    sql`select format('alter table %s alter constraint %I deferrable initially immediate', conrelid::regclass, conname) as statement
        from pg_constraint
        where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace`,
  );
  for (const { statement } of immediate) await db.execute(sql.raw(statement));
}

/**
 * A writer that checks references by itself turns PostgreSQL's triggers for them off
 * (`writing/references.ts`); those of the record's own rules have to go on.
 */
async function keepTriggersOn(db: Database): Promise<void> {
  const optional = await rowsOf<{ statement: string }>(
    db,
    sql`select format('alter table %s enable always trigger %I', tgrelid::regclass, tgname) as statement
        from pg_trigger join pg_class on pg_class.oid = tgrelid
        where not tgisinternal and tgenabled = 'O' and relnamespace = 'public'::regnamespace`,
  );
  for (const { statement } of optional) await db.execute(sql.raw(statement));
}
