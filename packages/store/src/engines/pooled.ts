import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, type Pool, types, type CustomTypesConfig, type PoolConfig } from 'pg';
import type { Database } from './database.ts';
import { statementLogger, type Engine, type StatementListener } from './engine.ts';
import { readWith } from '../reading/read.ts';
import { AbortablePool, type CancelStatement } from './abortable-pool.ts';
import { outageOf } from '../store-error.ts';
import type { Heartbeat } from './listening-connection.ts';
import { createListening } from './listening.ts';
import { refuseUnknownMigrations } from './migrations.ts';
import { AdaptivePool } from './pool.ts';
import { readinessOf } from './readiness.ts';

/** Any number; two Casus processes must not migrate one database at once. */
const MIGRATION_LOCK = 20220916;

/**
 * Statements that a connection keeps prepared, which saves planning them each time. Their texts vary
 * with what clients ask, and PostgreSQL keeps some sixty bytes for each character, in each
 * connection; so they are bounded, and the others are sent whole.
 */
const PREPARED = { statements: 1_000, length: 60_000, lengthInAll: 1_000_000 };

const TIMES: readonly number[] = [
  types.builtins.TIMESTAMPTZ,
  types.builtins.TIMESTAMP,
  types.builtins.DATE,
];
const asText = (text: string) => text;

/** Times as PostgreSQL writes them: JavaScript's dates know no days, and cost more to make. */
const valueTypes = {
  getTypeParser: (oid: number, format: 'text' | 'binary') =>
    TIMES.includes(oid) ? asText : types.getTypeParser(oid, format as 'text'),
} as CustomTypesConfig;

/** How long /ready waits for the server's answer, in ms. */
const PROBE_PATIENCE = 700;

export interface PooledOptions {
  onStatement?: StatementListener | undefined;
  /** Null where a connection cannot be lost without a word. */
  heartbeat: Heartbeat | null;
}

/** The engine on what speaks PostgreSQL's protocol, be it a server or the embedded one. */
export function createPooledEngine(
  name: Engine['name'],
  config: PoolConfig,
  cancel: CancelStatement,
  { onStatement, heartbeat }: PooledOptions,
): Engine {
  const pool = new AdaptivePool(config);
  // A connection that drops is replaced by the pool, and whoever used it is told by its query;
  // unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const listening = createListening(() => new Client(config), heartbeat);
  const nameOf = namesOfPrepared();
  const logger = statementLogger(onStatement);

  function databaseFor(signal?: AbortSignal): Database {
    const abortable = new AbortablePool(pool, cancel, signal);
    // As much of a pool as Drizzle uses.
    const db = drizzle(abortable as unknown as Pool, { logger }) as unknown as Database;
    readWith(db, async (text, params, as) => {
      if (!signal?.aborted) onStatement?.(text);
      const name = nameOf(text);
      const query = {
        ...(name !== undefined && { name }),
        text,
        values: [...params],
        ...(as === 'arrays' && { rowMode: 'array' }),
        types: valueTypes,
      };
      const { rows } = await abortable.query(query).catch((error: unknown) => {
        // All rows come together or none do: what only reads may be sent again.
        if (outageOf(error) !== 'lost') throw error;
        return abortable.query(query);
      });
      return rows;
    });
    return db;
  }

  return {
    name,
    db: databaseFor(),
    withSignal: databaseFor,
    migrate: async (migrationsFolder, then) => {
      const client = await pool.connect();
      try {
        // Waiting for another's migration, and a migration, take as long as they take.
        await client.query('set statement_timeout = 0');
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
        await refuseUnknownMigrations(client, migrationsFolder);
        const alone = drizzle(client);
        await migrate(alone, { migrationsFolder });
        await then(alone as unknown as Database);
        await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      } finally {
        // Ending the session lets go of the lock, whatever happened under it.
        client.release(true);
      }
    },
    onNotice: listening.add,
    failed: new Promise(() => {}),
    listener: listening,
    connections: pool.counts,
    readiness: async () =>
      readinessOf(await listening.probe(PROBE_PATIENCE), listening.state(), pool.counts()),
    close: async () => {
      await listening.close();
      await pool.end();
    },
  };
}

/** The name under which a connection keeps a statement prepared; undefined for one that is sent whole. */
export function namesOfPrepared(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  let left = PREPARED.lengthInAll;
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const isShort = text.length <= Math.min(PREPARED.length, left);
    if (!isShort || names.size === PREPARED.statements) return undefined;
    left -= text.length;
    const name = `casus_${names.size}`;
    names.set(text, name);
    return name;
  };
}
