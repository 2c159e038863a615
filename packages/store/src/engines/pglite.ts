import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine, EngineOptions } from './engine.ts';
import { startEngineThread } from './embedded/engine-thread.ts';
import { failedToOpen } from './embedded/failures.ts';
import { makeSocketFolder, SOCKET_PORT, socketPath } from './embedded/socket-folder.ts';
import { folderLocked, holderOf, lockFolder, type FolderLock } from './folder-lock.ts';
import { createPooledEngine } from './pooled.ts';

/** Its session is one: a second connection only keeps it from waiting for what comes next. */
const CONNECTIONS = 2;

/** Its connections end in this machine, and it has one session: an answer may wait for a long statement of others. */
const NONE_NEEDED = null;

/** A killed process has its lock until the kernel has taken all of it down; times in ms. */
const LOCK_PATIENCE = 1_000;
const LOCK_PAUSE = 50;

/**
 * PostgreSQL in a thread of this process, in a folder that is its own; `memory://` for one that
 * leaves nothing.
 */
export async function openPglite(dataDir: string, options: EngineOptions = {}): Promise<Engine> {
  if (dataDir === 'memory://') return start(dataDir, null, options);
  const folder = resolve(dataDir);
  const deadline = performance.now() + LOCK_PATIENCE;
  for (;;) {
    const lock = await lockFolder(folder).catch((error: unknown) => {
      throw failedToOpen(folder, error);
    });
    if (lock) return start(folder, lock, options);
    const holder = await holderOf(folder);
    if (options.sharing === 'join' && holder?.socket && (await answers(holder.socket))) {
      return createPooledEngine(
        'pglite',
        { host: holder.socket, port: SOCKET_PORT, user: 'casus', max: CONNECTIONS, ssl: false },
        // What another process runs for us goes on to its end.
        (_client, settled) => settled,
        { onStatement: options.onStatement, heartbeat: NONE_NEEDED },
      );
    }
    if (performance.now() > deadline) throw folderLocked(folder, holder);
    await sleep(LOCK_PAUSE);
  }
}

/** Whether somebody listens at the socket of a folder: a killed process leaves its own behind. */
function answers(socketFolder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath(socketFolder));
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** @param lock of the folder; null for a database in memory */
async function start(
  folder: string,
  lock: FolderLock | null,
  { onStatement, sharing }: EngineOptions,
): Promise<Engine> {
  // What was opened is closed in the opposite order: the lock last.
  await using opened = new AsyncDisposableStack();
  if (lock) opened.defer(() => lock.release());
  const thread = await startEngineThread(lock ? join(folder, 'pglite') : folder);
  opened.defer(() => thread.close());
  if (lock && sharing === 'offer') {
    const socket = await makeSocketFolder(folder);
    opened.defer(() => socket.remove());
    if (await thread.listen(socket.path)) await lock.publishSocket(socket.folder);
  }
  const engine = createPooledEngine(
    'pglite',
    { stream: thread.createStream, max: CONNECTIONS, ssl: false },
    (client, settled) => thread.cancel(client.connection.stream, settled),
    { onStatement, heartbeat: NONE_NEEDED },
  );
  opened.defer(() => engine.close());
  const closing = opened.move();
  return { ...engine, failed: thread.failed, close: () => closing.disposeAsync() };
}
