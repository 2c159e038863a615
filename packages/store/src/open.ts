import type { Engine, EngineOptions } from './engines/engine.ts';
import { MIGRATIONS_FOLDER } from './engines/migrations.ts';
import { openPglite } from './engines/pglite.ts';
import { openPostgres, openReplicas } from './engines/postgres.ts';
import { prepareTables } from './engines/prepare-tables.ts';
import { shrinkRewrittenTables } from './engines/rewritten-tables.ts';
import { createSources, type Sources } from './engines/replicas.ts';
import { maintainGrownTables } from './writing/planner-statistics.ts';
import { nameEarlierDyads } from './writing/slugs.ts';

export interface StoreConfig extends EngineOptions {
  /** A PostgreSQL address; without one the embedded engine keeps its files in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
}

/** Milliseconds that a replica may be behind. */
const REPLICA_LAG = 10_000;

/** An open record, its tables up to date. Close it, or the embedded engine's folder stays locked. */
export type Store = Pick<
  Engine,
  | 'name'
  | 'isStandby'
  | 'db'
  | 'withSignal'
  | 'onNotice'
  | 'listener'
  | 'connections'
  | 'readiness'
  | 'close'
  | 'publish'
  | 'failed'
> & {
  /** The databases that reads are spread over; this one alone, where it has no replicas. */
  sources: Sources;
};

/**
 * @throws StoreError when the folder is locked by another process, the server does not answer, or the
 * database is damaged, of a later version of Casus, or has no room.
 */
export async function openStore(config: StoreConfig): Promise<Store> {
  const engine = await openEngine(config);
  try {
    // Its primary's tables, which only who writes there can change.
    if (engine.isStandby) await engine.refuseOtherVersions();
    else {
      await engine.migrate(MIGRATIONS_FOLDER, prepareTables);
      await nameEarlierDyads(engine.db);
    }
    // A server's autovacuum sees to it.
    if (engine.name === 'pglite') {
      await shrinkRewrittenTables(engine.db);
      await maintainGrownTables(engine.db);
    }
    const sources = createSources(
      engine,
      await openReplicas(config),
      config.replicaLag ?? REPLICA_LAG,
    );
    const close = async () => {
      await sources.close();
      await engine.close();
    };
    return { ...engine, close, sources };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The database as it is, its tables not brought up to date. @throws StoreError */
export function openEngine(config: StoreConfig): Promise<Engine> {
  return config.databaseUrl
    ? openPostgres(config.databaseUrl, config)
    : openPglite(config.dataDir, config);
}
