import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine, EngineOptions } from './engine.ts';
import { StoreError } from '../store-error.ts';
import type { CancelStatement } from './abortable-pool.ts';
import { requestCancel } from './cancel-request.ts';
import { createPooledEngine } from './pooled.ts';
import { lookAt, refuseUnsetRole } from './pooler.ts';

/** A connection that is cut in silence is noticed within seven seconds. */
const HEARTBEAT = { every: 2_000, patience: 5_000 };

/** How long a connection may take to be made, or to become free, in ms. */
const CONNECTION_PATIENCE = 5_000;

/** Between one try to cancel a statement and the next, in ms. */
const CANCEL_EVERY = 100;

/** Where a cancelled statement has not ended by then, its connection is dead. In ms. */
const CANCEL_PATIENCE = 5_000;

/** A replica that answers nothing is soon left: there are others. */
const REPLICA_HEARTBEAT = { every: 2_000, patience: 1_500 };

function configOf(
  databaseUrl: string,
  { statementTimeout, poolSize = 10 }: EngineOptions,
  isPooled: boolean,
) {
  return {
    connectionString: databaseUrl,
    fallback_application_name: 'casus',
    max: poolSize,
    connectionTimeoutMillis: CONNECTION_PATIENCE,
    keepAlive: true,
    // The system's own delay is two hours.
    keepAliveInitialDelayMillis: 10_000,
    ...(!isPooled && {
      // Compiling a statement takes longer than any of ours runs: the planner, which guesses high for
      // short lists under many rows, would spend a second on it.
      options: '-c timezone=UTC -c jit=off',
      ...(statementTimeout !== undefined && { statement_timeout: statementTimeout }),
    }),
  };
}

/** A PostgreSQL server, 15 or later, through a pool. */
export async function openPostgres(
  databaseUrl: string,
  options: EngineOptions = {},
): Promise<Engine> {
  const { onStatement, traceStatement, heartbeat = HEARTBEAT } = options;
  const server = await lookAt(databaseUrl, CONNECTION_PATIENCE).catch((error: unknown) => {
    throw new StoreError(
      'UNREACHABLE',
      `PostgreSQL at DATABASE_URL does not answer: ${(error as Error).message || 'no connection'}. ` +
        'Check that it runs and that the address, user and database are right.',
      { cause: error },
    );
  });
  refuseUnsetRole(server, databaseUrl);
  const { isStandby, isPooled } = server;
  return createPooledEngine('postgres', configOf(databaseUrl, options, isPooled), cancelOnServer, {
    onStatement,
    traceStatement,
    heartbeat,
    isStandby,
    prepares: !isPooled,
    following: isPooled ? { whenPromoted: null, isPrepared: false } : undefined,
  });
}

type ReplicaOptions = Pick<
  EngineOptions,
  'onStatement' | 'traceStatement' | 'statementTimeout' | 'poolSize'
>;

/** Streaming standbys, which may be away at the start, or at any time. */
export async function openReplicas(
  options: ReplicaOptions & Pick<EngineOptions, 'replicaUrls'>,
): Promise<{ label: string; engine: Engine }[]> {
  return Promise.all((options.replicaUrls ?? []).map((url) => openReplica(url, options)));
}

async function openReplica(
  url: string,
  options: ReplicaOptions,
): Promise<{ label: string; engine: Engine }> {
  // One that is away at the start is taken for a server itself.
  const server = await lookAt(url, CONNECTION_PATIENCE).catch(() => null);
  if (server) refuseUnsetRole(server, url);
  const isPooled = server?.isPooled ?? false;
  return {
    label: new URL(url).host,
    engine: createPooledEngine('postgres', configOf(url, options, isPooled), cancelOnServer, {
      onStatement: options.onStatement,
      traceStatement: options.traceStatement,
      heartbeat: REPLICA_HEARTBEAT,
      isStandby: true,
      prepares: !isPooled,
      following: { whenPromoted: 'leave', isPatient: true, isPrepared: !isPooled },
    }),
  };
}

const cancelOnServer: CancelStatement = async (client, settled) => {
  const overdue = setTimeout(() => client.connection.stream.destroy(), CANCEL_PATIENCE);
  // PostgreSQL ignores a cancel that comes between the messages of a statement.
  for (let isOver = false; !isOver;) {
    await requestCancel(client);
    isOver = await Promise.race([settled.then(() => true), sleep(CANCEL_EVERY, false)]);
  }
  clearTimeout(overdue);
};
