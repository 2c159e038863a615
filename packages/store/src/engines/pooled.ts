import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool, types, type CustomTypesConfig, type PoolConfig } from 'pg';
import type { Database } from './database.ts';
import {
  statementLogger,
  type Engine,
  type StatementListener,
  type StatementTracer,
} from './engine.ts';
import { PROGRESS, type Progress } from '../live/progress.ts';
import { readRows, readWith } from '../reading/read.ts';
import {
  AbortablePool,
  type CancelStatement,
  type ConnectionSource,
  type ConnectionWatch,
} from './abortable-pool.ts';
import { outageOf } from '../store-error.ts';
import type { Heartbeat } from './listening-connection.ts';
import { createFollowing, type FollowingOptions } from './following.ts';
import { createListening, type Listening } from './listening.ts';
import {
  applyMigrations,
  appliedMigrations,
  knownMigrations,
  lockMigrations,
  refuseOtherMigrations,
  refuseUnknownMigrations,
} from './migrations.ts';
import { AdaptivePool } from './pool.ts';
import { readinessOf } from './readiness.ts';
import { noteRewrittenTables, sizesOfTables } from './rewritten-tables.ts';

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

/** How long the connection for notices may take to say how far the database is, in ms. */
const PROGRESS_PATIENCE = 1_000;

/** How long /ready waits for the server's answer, in ms. */
const PROBE_PATIENCE = 700;

export interface PooledOptions {
  onStatement?: StatementListener | undefined;
  traceStatement?: StatementTracer | undefined;
  /** Null where a connection cannot be lost without a word. */
  heartbeat: Heartbeat | null;
  /** Nothing can be written on it, nor listened to. */
  isStandby?: boolean;
  /** Whether its connections keep statements prepared. */
  prepares?: boolean;
  /** How changes are heard of where nobody can listen. */
  following?: FollowingOptions | undefined;
}

/** An engine whose database can be exchanged for another while it is read. */
export interface PooledEngine extends Engine {
  /**
   * Whoever asks from now on is answered by the database at `config`, and whoever listens hears of it;
   * what was begun on the one before ends there. Resolves when nothing is left of that.
   */
  moveTo(config: PoolConfig, cancel: CancelStatement): Promise<void>;
}

/** One database's connections. */
interface Connections extends ConnectionSource {
  config: PoolConfig;
  pool: AdaptivePool;
  isOver: boolean;
}

/** How often it is looked whether what was begun is over, in ms. */
const LOOK_EVERY = 100;

/** The engine on what speaks PostgreSQL's protocol, be it a server or the embedded one. */
export function createPooledEngine(
  name: Engine['name'],
  config: PoolConfig,
  cancel: CancelStatement,
  {
    onStatement,
    traceStatement,
    heartbeat,
    isStandby = false,
    prepares = true,
    following = isStandby ? {} : undefined,
  }: PooledOptions,
): PooledEngine {
  let current = openConnections(config, cancel);
  let isClosing = false;
  const createClient = () => new Client(current.config);
  const listening = following
    ? createFollowing(createClient, heartbeat, following)
    : createListening(createClient, heartbeat);
  const nameOf = prepares ? namesOfPrepared() : () => undefined;
  const logger = statementLogger(onStatement);

  function databaseFor(signal?: AbortSignal, watch?: ConnectionWatch): Database {
    const own = current;
    // A request that began on a database ends on it: it may have cursors there.
    const source = () => (signal && !own.isOver ? own : current);
    const abortable = new AbortablePool(source, signal, traceStatement, watch);
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

  /** As whoever reads would find out. */
  const isRead = () =>
    readRows(databaseFor(AbortSignal.timeout(PROBE_PATIENCE)), sql`select 1`).then(
      () => true,
      () => false,
    );

  const db = databaseFor();
  return {
    name,
    isStandby,
    db,
    withSignal: databaseFor,
    refuseOtherVersions: () => refuseOtherMigrations(db),
    migrate: (migrationsFolder, then) =>
      db.transaction(async (transaction) => {
        // Waiting for another's migration, and a migration, take as long as they take.
        await transaction.execute(sql`set local statement_timeout = 0`);
        await lockMigrations(transaction);
        await refuseUnknownMigrations(transaction, migrationsFolder);
        const applied = await appliedMigrations(transaction);
        const missing = knownMigrations(migrationsFolder).filter(
          ({ folderMillis }) => !applied.includes(folderMillis),
        );
        // A server's autovacuum sees to what they leave behind, and nobody waits for a start there.
        const before =
          name === 'pglite' && missing.length > 0 ? await sizesOfTables(transaction) : null;
        await applyMigrations(transaction, missing);
        await then(transaction);
        if (before) await noteRewrittenTables(transaction, before);
      }),
    onNotice: listening.add,
    failed: new Promise(() => {}),
    listener: listening,
    progress: {
      last: listening.progress.last,
      era: listening.progress.era,
      read: () => readProgress(listening, () => current.pool),
    },
    connections: () => current.pool.counts(),
    readiness: async () => {
      const probed = await listening.probe(PROBE_PATIENCE);
      return readinessOf(probed, listening.state(), current.pool.counts(), isRead);
    },
    moveTo: async (nextConfig, nextCancel) => {
      const before = current;
      current = openConnections(nextConfig, nextCancel);
      await listening.reconnect().catch(() => {});
      while (!isClosing && (await isUsed(before).catch(() => false))) await sleep(LOOK_EVERY);
      before.isOver = true;
      await before.pool.end();
    },
    close: async () => {
      isClosing = true;
      await listening.close();
      await current.pool.end();
    },
  };
}

function openConnections(config: PoolConfig, cancel: CancelStatement): Connections {
  const pool = new AdaptivePool(config);
  // A connection that drops is replaced by the pool, and whoever used it is told by its query;
  // unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return { config, cancel, pool, isOver: false };
}

/** Whether somebody has a connection, waits for one, or reads a list on in a cursor. */
async function isUsed({ pool }: Connections): Promise<boolean> {
  const { open, idle, waiting } = pool.counts();
  if (open > idle || waiting > 0) return true;
  const { rows } = await pool.query('select from pg_cursors limit 1');
  return rows.length > 0;
}

/** Null when it takes too long or fails. A timer that is cleared costs less than a signal that is aborted: every answer waits here. */
function unlessLate(read: Promise<Progress>): Promise<Progress | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PROGRESS_PATIENCE);
    void read
      .catch(() => null)
      .then((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
  });
}

/** On the connection for notices, for which nobody waits; without it, nothing is cached that could be older. */
async function readProgress({ state, progress }: Listening, pool: () => Pool): Promise<Progress> {
  if (state().isConnected) {
    const answer = await unlessLate(progress.read());
    if (answer) return answer;
  }
  const { rows } = await pool().query<Progress>(PROGRESS);
  return rows[0]!;
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
