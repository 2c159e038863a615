import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../store-error.ts';

/** Never removed: who locks a removed file shares nothing with who locks the next of its name. */
const LOCK_FILE = 'casus.lock';
/** Who has the lock, for messages and for joining. It decides nothing, so it may be out of date. */
const HOLDER_FILE = 'casus.holder.json';

/** SQLite's result codes, without what they add to them. */
const SQLITE_BUSY = 5;
const PRIMARY_CODE = 0xff;

/** The process that has a data folder, as it described itself. */
export interface Holder {
  pid: number;
  /** The machine or the container: process ids of another one mean nothing here. */
  host: string;
  /** The folder of the socket at which it lets other processes join, if it does. */
  socket?: string;
}

/** A data folder that belongs to this process alone. */
export interface FolderLock {
  /** Tells other processes at the socket in which folder they may join. */
  publishSocket(socketFolder: string): Promise<void>;
  /** Only once nothing of this process writes in the folder any more. */
  release(): Promise<void>;
}

/** SQLite gives a lock up when its connection is garbage: none may be while it is held. */
const heldLocks = new Set<DatabaseSync>();

/**
 * Locks a data folder for this process, or gives null where another process has it. PGlite does not
 * notice a second process, and two of them destroy the files.
 *
 * The lock is the kernel's, on an empty SQLite database in the folder: Node itself offers no file
 * locks, and SQLite is a part of it. The kernel frees the lock when its process ends, however it
 * ends, keeps it while the process is paused, and knows nothing of process ids, so containers that
 * share a volume exclude each other. Two rules keep it whole: this process opens the file in no
 * other way (POSIX drops a process's locks on a file when any handle to it is closed), and nobody
 * removes it.
 *
 * @throws StoreError UNUSABLE where the folder cannot be written, or its file system has no locks
 */
export async function lockFolder(folder: string): Promise<FolderLock | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = exclusiveLock(folder);
  if (!lock) return null;
  const path = join(folder, HOLDER_FILE);
  const own: Holder = { pid: process.pid, host: hostname() };
  const release = async () => {
    await rm(path, { force: true });
    lock.close();
    heldLocks.delete(lock);
  };
  const describe = async (holder: Holder) => {
    const draft = `${path}.new`;
    await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
    await rename(draft, path);
  };
  try {
    await describe(own);
  } catch (error) {
    await release();
    throw error;
  }
  return {
    // A volume may be mounted elsewhere in another container.
    publishSocket: (socketFolder) =>
      describe({ ...own, socket: within(folder, socketFolder) ?? socketFolder }),
    release,
  };
}

/** Who has the folder; null where it does not say, or not any more. */
export async function holderOf(folder: string): Promise<Holder | null> {
  try {
    const holder = JSON.parse(await readFile(join(folder, HOLDER_FILE), 'utf8')) as Holder;
    return { ...holder, ...(holder.socket && { socket: resolve(folder, holder.socket) }) };
  } catch {
    return null;
  }
}

/** Names the process, as whoever looks after the machine can find it. */
export const describeHolder = ({ pid, host }: Holder): string =>
  `process ${pid}${host === hostname() ? '' : ` on ${host}`}`;

export function folderLocked(folder: string, holder: Holder | null): StoreError {
  return new StoreError(
    'HELD',
    `The database in ${folder} is in use by ${holder ? describeHolder(holder) : 'another process'}. ` +
      'Stop that one first, or set DATABASE_URL to share a PostgreSQL server.',
  );
}

function exclusiveLock(folder: string): DatabaseSync | null {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 0 });
    lock.exec('begin exclusive');
  } catch (error) {
    lock?.close();
    if (isBusy(error)) return null;
    throw new StoreError(
      'UNUSABLE',
      `The data folder ${folder} cannot be locked: ${(error as Error).message}. ` +
        'Check that this user may write in it, and that its file system has file locks.',
      { cause: error },
    );
  }
  heldLocks.add(lock);
  return lock;
}

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: number };
  return errcode !== undefined && (errcode & PRIMARY_CODE) === SQLITE_BUSY;
}

function within(folder: string, path: string): string | null {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way) ? null : way;
}
