import { sql } from 'drizzle-orm';
import { connect } from 'node:net';
import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store-error.ts';
import { rowsOf, type Database } from './database.ts';
import type { Engine, EngineOptions } from './engine.ts';
import {
  copyDatabase,
  databaseFolder,
  holdsDatabase,
  makeCopyFolder,
  setCurrent,
} from './embedded/database-folder.ts';
import { startEngineThread, type EngineThread } from './embedded/engine-thread.ts';
import { failedToCopy, failedToOpen, noDatabase } from './embedded/failures.ts';
import { flushTree } from './embedded/folder.ts';
import {
  borrowCopy,
  offerReplacing,
  replacingPath,
  type Replacement,
} from './embedded/replacing.ts';
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
const LONGEST_LOCK_PAUSE = 500;

/**
 * PostgreSQL in a thread of this process, in a folder that is its own; `memory://` for one that
 * leaves nothing.
 */
export async function openPglite(dataDir: string, options: EngineOptions = {}): Promise<Engine> {
  if (dataDir === 'memory://') return start(dataDir, null, options);
  const folder = resolve(dataDir);
  // Before the lock, whose file would be the first thing in the folder.
  if (options.mustExist && !(await holdsDatabase(folder))) throw noDatabase(folder);
  const { ms: patience = 0, signal } = options.folderPatience ?? {};
  const deadline = performance.now() + Math.max(patience, LOCK_PATIENCE);
  for (let pause = LOCK_PAUSE; ; pause = Math.min(2 * pause, LONGEST_LOCK_PAUSE)) {
    signal?.throwIfAborted();
    const lock = await lockFolder(folder).catch((error: unknown) => {
      throw failedToOpen(folder, error);
    });
    if (lock) return start(folder, lock, options);
    const holder = await holderOf(folder);
    const socket = options.sharing === 'offer' ? undefined : options.sharing && holder?.socket;
    if (socket && options.sharing === 'replace' && (await answers(replacingPath(socket)))) {
      return startCopy(replacingPath(socket), options);
    }
    if (socket && (await answers(socketPath(socket)))) {
      return createPooledEngine(
        'pglite',
        { host: socket, port: SOCKET_PORT, user: 'casus', max: CONNECTIONS, ssl: false },
        // What another process runs for us goes on to its end.
        (_client, settled) => settled,
        {
          onStatement: options.onStatement,
          traceStatement: options.traceStatement,
          heartbeat: NONE_NEEDED,
        },
      );
    }
    if (performance.now() > deadline) throw folderLocked(folder, holder);
    await sleep(pause);
  }
}

/** Whether somebody listens at a socket: a killed process leaves its own behind. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function createEngine(thread: EngineThread, { onStatement, traceStatement }: EngineOptions) {
  return createPooledEngine('pglite', ...connectionsTo(thread), {
    onStatement,
    traceStatement,
    heartbeat: NONE_NEEDED,
  });
}

function connectionsTo(thread: EngineThread) {
  const config = { stream: thread.createStream, max: CONNECTIONS, ssl: false };
  const cancel: Parameters<typeof createPooledEngine>[2] = (client, settled) =>
    thread.cancel(client.connection.stream, settled);
  return [config, cancel] as const;
}

/** @param lock of the folder; null for a database in memory */
async function start(
  folder: string,
  lock: FolderLock | null,
  options: EngineOptions,
): Promise<Engine> {
  // What was opened is closed in the opposite order: the lock last.
  await using opened = new AsyncDisposableStack();
  if (lock) opened.defer(() => lock.release());
  const database = lock ? await databaseFolder(folder) : folder;
  const thread = await startEngineThread(database);
  const failed = Promise.withResolvers<StoreError>();
  const current: Current = { thread, database, left: Promise.resolve() };
  const watch = (each: EngineThread) =>
    void each.failed.then((error) => each === current.thread && failed.resolve(error));
  watch(thread);
  opened.defer(async () => {
    await current.thread.close();
    await current.left;
  });
  const engine = createEngine(thread, options);
  opened.defer(() => engine.close());
  if (lock && options.sharing === 'offer') {
    const socket = await makeSocketFolder(folder);
    opened.defer(() => socket.remove());
    if (await thread.listen(socket.path)) {
      const exchange = async (next: Current) => {
        setCurrent(folder, basename(next.database));
        watch(next.thread);
        const before = { ...current };
        Object.assign(current, next);
        current.left = engine.moveTo(...connectionsTo(next.thread)).then(async () => {
          await before.thread.close();
          await rm(before.database, { recursive: true, force: true });
        });
        await next.thread.listen(socket.path);
      };
      const replacing = await offerReplacing(replacingPath(socket.folder), () =>
        copyOf(folder, { engine, current, listenAt: socket.path, exchange }),
      );
      if (replacing) opened.defer(() => replacing.close());
      await lock.publishSocket(socket.folder);
    }
  }
  const closing = opened.move();
  return { ...engine, failed: failed.promise, close: () => closing.disposeAsync() };
}

/** The database that is read at the moment. */
interface Current {
  thread: EngineThread;
  database: string;
  /** Resolves when nothing is left of those before it. */
  left: Promise<void>;
}

interface Exchanging {
  engine: Engine;
  current: Current;
  /** Where other processes join. */
  listenAt: string;
  exchange(next: Current): Promise<void>;
}

/** A copy of the database that is open, for another process to write in. */
async function copyOf(
  dataDir: string,
  { engine, current, listenAt, exchange }: Exchanging,
): Promise<Replacement> {
  await current.left;
  const folder = await makeCopyFolder(dataDir).catch((error: unknown) => {
    throw failedToCopy(dataDir, error);
  });
  let isPublished = false;
  const discard = async () => {
    if (!isPublished) await rm(folder, { recursive: true, force: true });
  };
  let state = '';
  try {
    await copyDatabase(current.database, folder, (copy) =>
      // Nobody else is answered as long as a transaction is open.
      engine.db.transaction(async (transaction) => {
        await transaction.execute('checkpoint');
        state = await stateOf(transaction);
        await copy();
      }),
    );
  } catch (error) {
    await discard();
    throw failedToCopy(dataDir, error);
  }
  const publish = async () => {
    const thread = await startEngineThread(folder);
    try {
      await current.thread.stopListening();
      if ((await stateOf(engine.db)) !== state) {
        throw new StoreError(
          'REPLACED',
          'Something else was written in the database meanwhile. Run the same again.',
        );
      }
      isPublished = true;
      await exchange({ thread, database: folder, left: Promise.resolve() });
    } catch (error) {
      if (!isPublished) {
        await current.thread.listen(listenAt);
        await thread.close();
      }
      throw error;
    }
  };
  return { folder, publish, discard };
}

/** Changes with each transaction that writes. */
async function stateOf(db: Database): Promise<string> {
  const [row] = await rowsOf<{ next: string }>(
    db,
    sql`select pg_snapshot_xmax(pg_current_snapshot())::text as next`,
  );
  return row!.next;
}

/** A copy of what another process has open, with all of an engine to itself. */
async function startCopy(
  path: string,
  { folderPatience, ...options }: EngineOptions,
): Promise<Engine> {
  const copy = await borrowCopy(path, folderPatience?.onQueue ?? (() => {}));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => copy.end());
  const thread = await startEngineThread(copy.folder);
  opened.defer(() => thread.close());
  const engine = createEngine(thread, options);
  opened.defer(() => engine.close());
  const closing = opened.move();
  const publish = async () => {
    await engine.close();
    await thread.close();
    await flushTree(copy.folder);
    await copy.publish();
  };
  let isClosed = false;
  return {
    ...engine,
    failed: thread.failed,
    publish: async () => {
      isClosed = true;
      try {
        await publish();
      } finally {
        copy.end();
      }
    },
    close: async () => {
      if (!isClosed) await closing.disposeAsync();
      isClosed = true;
    },
  };
}
