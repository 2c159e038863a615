import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { StoreError } from '../../store-error.ts';
import type { CancelFlag } from './cancel-flag.ts';
import { openDatabase } from './database.ts';
import type { FromWorker, Start, ToWorker } from './engine-thread.ts';
import { shareWasmMemory } from './shared-memory.ts';
import { createTurns } from './turns.ts';

/** What clients are told of the server when they connect. */
const PARAMETERS = [
  'server_version',
  'server_encoding',
  'client_encoding',
  'DateStyle',
  'TimeZone',
  'integer_datetimes',
  'standard_conforming_strings',
];

function build(message: FromWorker): void {
  parentPort!.postMessage(message);
}

/** Ends this thread: nothing can be asked of the database any more. */
function fail(error: unknown): never {
  const { code, message } =
    error instanceof StoreError ? error : new StoreError('STOPPED', String(error));
  build({ is: 'failed', code, message });
  process.exit(1);
}

shareWasmMemory();

// PGlite computes in the thread that calls it: in one of its own, a slow statement stops nobody else.
const { dataDir, code } = workerData as Start;
const database = await openDatabase(dataDir, code, fail).catch(fail);
const { pglite } = database;
await pglite.exec("set timezone to 'UTC'");

async function parametersOf(): Promise<Record<string, string>> {
  const { rows } = await pglite.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [PARAMETERS],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

const turns = createTurns(database.run, await parametersOf());

function joinByPort(port: MessagePort, cancelFlag: CancelFlag): void {
  const seat = turns.join({
    send: (bytes) => {
      const own = new Uint8Array(bytes);
      port.postMessage(own, [own.buffer]);
    },
    end: () => port.close(),
    cancelFlag,
  });
  port.on('message', seat.receive);
  port.on('close', seat.leave);
}

/** How long another process may hold everyone up by doing nothing, in ms. */
const PATIENCE = 60_000;

const server = createServer((socket) => {
  const seat = turns.join({
    send: (bytes) => socket.write(bytes),
    end: () => socket.destroySoon(),
    patience: PATIENCE,
  });
  socket.on('data', seat.receive);
  // However a connection is lost, `close` follows.
  socket.on('error', () => {});
  socket.on('close', seat.leave);
  // One that never reads its last answer keeps nobody from closing.
  socket.unref();
});

function listen(path: string): void {
  server.once('error', () => build({ is: 'not listening' }));
  server.listen(path, async () => {
    await chmod(path, 0o600);
    build({ is: 'listening' });
  });
}

function stopListening(): void {
  if (server.listening) server.close(() => build({ is: 'alone' }));
  else build({ is: 'alone' });
}

async function close(): Promise<void> {
  server.close();
  await turns.dismiss();
  await database.close();
  parentPort!.close();
}

parentPort!.on('message', (message: ToWorker) => {
  if (message.is === 'client') joinByPort(message.port, message.cancelFlag);
  else if (message.is === 'listen') listen(message.path);
  else if (message.is === 'stop listening') stopListening();
  else void close();
});
build({ is: 'ready', queryCancel: database.queryCancel, code: database.code });
