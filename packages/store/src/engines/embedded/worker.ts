import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './engine-thread.ts';
import { createTurns, type RunBatch } from './turns.ts';

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

// PGlite computes in the thread that calls it: in one of its own, a slow statement stops nobody else.
const pglite = await PGlite.create(workerData as string, {
  // The server has them on its disk; the embedded engine is handed them.
  extensions: { pg_trgm, unaccent },
});
await pglite.exec("set timezone to 'UTC'");

const run: RunBatch = async (batch) => {
  const chunks: Uint8Array[] = [];
  // PGlite hands out its own memory, which the next chunk overwrites.
  await pglite.execProtocolRawStream(batch, { onRawData: (chunk) => chunks.push(chunk.slice()) });
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
};

async function parametersOf(): Promise<Record<string, string>> {
  const { rows } = await pglite.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [PARAMETERS],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

const turns = createTurns(run, await parametersOf());

function joinByPort(port: MessagePort): void {
  const seat = turns.join({
    send: (bytes) => {
      const own = new Uint8Array(bytes);
      port.postMessage(own, [own.buffer]);
    },
    end: () => port.close(),
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
  const tell = (is: 'listening' | 'not listening') =>
    parentPort!.postMessage({ is } satisfies FromWorker);
  server.once('error', () => tell('not listening'));
  server.listen(path, async () => {
    await chmod(path, 0o600);
    tell('listening');
  });
}

async function close(): Promise<void> {
  server.close();
  await turns.dismiss();
  await pglite.close();
  parentPort!.close();
}

parentPort!.on('message', (message: ToWorker) => {
  if (message.is === 'client') joinByPort(message.port);
  else if (message.is === 'listen') listen(message.path);
  else void close();
});
parentPort!.postMessage({ is: 'ready' } satisfies FromWorker);
