import { holdsRecord } from '@casus/store/writing/holdings';
import { openStore } from '@casus/store/open';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { explain, Refusal } from './failure.ts';
import { stopServing } from '../operations/stop.ts';
import { loadRecord } from './load-record.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the API, after bringing the database up to date; Ctrl-C stops it.')
    .addHelpText(
      'after',
      `
The database is the embedded one in CASUS_DATA_DIR (./data), or PostgreSQL at DATABASE_URL.
An empty database is given the curated record first.

  $ pnpm casus serve
  $ CASUS_API_PORT=4100 DATABASE_URL=postgres://localhost/casus pnpm casus serve`,
    )
    .action(serve);
}

const EMPTY_STANDBY =
  'The database at DATABASE_URL is a standby and holds no record: start casus serve on its primary once.';

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const stop = stopSignal();
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
    if (!(await holdsRecord(store.db))) {
      if (store.isStandby) throw new Refusal(EMPTY_STANDBY);
      await loadRecord(store, undefined, config.operator);
    }
    // Here, so that the other commands start without all of GraphQL.
    const { createServer } = await import('../server.ts');
    const app = await createServer(store, config);
    await app.listen({ port: config.apiPort, host: config.host }).catch((error: unknown) => {
      throw asRefusal(error, config.apiPort);
    });
    const address = `http://${config.host}:${config.apiPort}`;
    if (process.send) process.send({ listening: address });
    else process.stdout.write(`The API and its playground are at ${address}/graphql\n`);
    await stop;
    await stopServing(app, config.http.stopSeconds);
  } finally {
    await store.close();
  }
  // A parent that listens would keep this process alive.
  if (process.connected) process.disconnect();
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
