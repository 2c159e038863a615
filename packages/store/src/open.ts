import { sql } from 'drizzle-orm';
import { join } from 'node:path';
import { rowsOf, type Database } from './engines/database.ts';
import type { Engine, EngineOptions } from './engines/engine.ts';
import { openPglite } from './engines/pglite.ts';
import { openPostgres } from './engines/postgres.ts';
import { renewStaleStatistics } from './writing/planner-statistics.ts';

export interface StoreConfig extends EngineOptions {
  /** A PostgreSQL address; without one the embedded engine keeps its files in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
}

/** An open record, its tables up to date. Close it, or the embedded engine's folder stays locked. */
export type Store = Pick<
  Engine,
  | 'name'
  | 'db'
  | 'withSignal'
  | 'onNotice'
  | 'listener'
  | 'connections'
  | 'readiness'
  | 'close'
  | 'publish'
  | 'failed'
>;

/**
 * @throws StoreError when the folder is locked by another process, the server does not answer, or the
 * database is damaged, of a later version of Casus, or has no room.
 */
export async function openStore(config: StoreConfig): Promise<Store> {
  const engine = config.databaseUrl
    ? await openPostgres(config.databaseUrl, config)
    : await openPglite(config.dataDir, config);
  try {
    await engine.migrate(join(import.meta.dirname, '../migrations'), async (db) => {
      await deferForeignKeys(db);
      await keepTriggersOn(db);
      // A server's autovacuum sees to it.
      if (engine.name === 'pglite') await renewStaleStatistics(db);
    });
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
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
