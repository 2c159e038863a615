import { holdsRecord } from '@casus/store/writing/holdings';
import { openStore, type Store, type StoreConfig } from '@casus/store/open';
import { Command, InvalidArgumentError, Option } from 'commander';
import cluster from 'node:cluster';
import { readConfig, type Config } from '../config.ts';
import { explain, Refusal } from './failure.ts';
import { stopServing } from '../operations/stop.ts';
import type { Surroundings } from '../server.ts';
import { openTracing } from '../tracing/open.ts';
import { loadRecord } from './load-record.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the API, after bringing the database up to date; Ctrl-C stops it.')
    .addOption(
      new Option('--workers <number>', 'processes that serve together, on PostgreSQL')
        .env('CASUS_WORKERS')
        .argParser(workersOf)
        .default(1),
    )
    .addHelpText(
      'after',
      `
The database is the embedded one in CASUS_DATA_DIR (./data), or PostgreSQL at DATABASE_URL.
An empty database is given the curated record first.

One process answers on one core. --workers 4 starts four on the same port: limits of clients, places
for requests and metrics are those of all of them together, and one that ends is started again. Each
has CASUS_POOL_SIZE connections. It takes PostgreSQL: the embedded database is one process's own.

  $ pnpm casus serve
  $ DATABASE_URL=postgres://localhost/casus pnpm casus serve --workers 4
  $ CASUS_API_PORT=4100 DATABASE_URL=postgres://localhost/casus pnpm casus serve`,
    )
    .action(({ workers }: { workers: number }) => serve(readConfig(process.env), workers));
}

const EMPTY_STANDBY =
  'The database at DATABASE_URL is a standby and holds no record: start casus serve on its primary once.';

const ONE_PROCESS =
  "--workers needs PostgreSQL: the embedded database is one process's own. Set DATABASE_URL, or leave --workers out.";

function workersOf(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It is a number, 1 to 999.');
  return Number(text);
}

async function serve(config: Config, workers: number): Promise<void> {
  const stop = stopSignal();
  if (workers > 1 && config.databaseUrl === undefined) throw new Refusal(ONE_PROCESS);
  if (workers === 1) await serveHere(config, stop);
  else if (cluster.isWorker) await serveAsWorker(config, stop);
  else await serveByWorkers(config, stop, workers);
  // A parent that listens would keep this process alive.
  if (process.connected) process.disconnect();
}

async function serveHere(config: Config, stop: Promise<void>): Promise<void> {
  await using tracing = await tracingFor(process.env);
  await withStore({ ...config, ...tracing.forStore }, async (store) => {
    await giveRecord(store, config);
    await answer(store, config, stop, {
      tracing: tracing.tracing,
      onListening: () => tellListening(config),
    });
  });
}

async function serveAsWorker(config: Config, stop: Promise<void>): Promise<void> {
  const { connectToPrimary } = await import('../workers/worker.ts');
  await using tracing = await tracingFor(process.env);
  await withStore({ ...config, ...tracing.forStore }, (store) =>
    answer(store, config, stop, {
      primary: connectToPrimary(),
      tracing: tracing.tracing,
      onListening: () => {},
    }),
  );
}

/** Prepares the database once; then others serve, and this process sees to them. */
async function serveByWorkers(config: Config, stop: Promise<void>, workers: number): Promise<void> {
  const { runWorkers, WorkerFailed } = await import('../workers/primary.ts');
  await withStore(config, (store) => giveRecord(store, config));
  try {
    await runWorkers({
      workers,
      stopSeconds: config.http.stopSeconds,
      stop,
      onServing: () => tellListening(config),
      say: (sentence) => void process.stderr.write(`${sentence}\n`),
    });
  } catch (error) {
    if (!(error instanceof WorkerFailed)) throw error;
    process.exitCode = error.exitCode;
  }
}

/** Traces, where the environment asks for them; what is left of them is sent at the end. */
async function tracingFor(environment: NodeJS.ProcessEnv) {
  const tracing = await openTracing(environment);
  return {
    tracing,
    forStore: tracing ? { traceStatement: tracing.traceStatement } : {},
    [Symbol.asyncDispose]: async () => tracing?.close(),
  };
}

async function withStore(
  config: Config & Pick<StoreConfig, 'traceStatement'>,
  task: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openStore({
    ...config,
    statementTimeout: config.limits.timeout,
    sharing: 'offer',
  });
  // Without its database this process can answer nothing, nor close in good order.
  void store.failed.then((error) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
  try {
    await task(store);
  } finally {
    await store.close();
  }
}

async function giveRecord(store: Store, config: Config): Promise<void> {
  if (await holdsRecord(store.db)) return;
  if (store.isStandby) throw new Refusal(EMPTY_STANDBY);
  await loadRecord(store, undefined, config.operator);
}

/** Answers requests until it is asked to stop, and then those that have come. */
async function answer(
  store: Store,
  config: Config,
  stop: Promise<void>,
  { onListening, ...surroundings }: Surroundings & { onListening: () => void },
): Promise<void> {
  // Here, so that the other commands start without all of GraphQL.
  const { createServer } = await import('../server.ts');
  const app = await createServer(store, config, {}, surroundings);
  await app.listen({ port: config.apiPort, host: config.host }).catch((error: unknown) => {
    throw asRefusal(error, config.apiPort);
  });
  onListening();
  await stop;
  await stopServing(app, config.http.stopSeconds);
}

function tellListening({ host, apiPort }: Config): void {
  const address = `http://${host}:${apiPort}`;
  if (process.send) process.send({ listening: address });
  else process.stdout.write(`The API and its playground are at ${address}/graphql\n`);
}

/** Resolves when this process is asked to stop, or when the one that started it is gone. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
    process.on('disconnect', resolve);
  });
}

function asRefusal(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Refusal(
      `Port ${port} is taken by another program. Stop that one, or set CASUS_API_PORT to a free port.`,
    );
  }
  if (code === 'EACCES') {
    return new Refusal(
      `Port ${port} may not be used by this user. Set CASUS_API_PORT to 1024 or more.`,
    );
  }
  return error;
}
