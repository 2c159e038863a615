import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store-error.ts';

/** While others take a dead process's hold away; a pause in ms. */
const ATTEMPTS = 50;
const PAUSE = 20;

/** Who holds a data folder; `born` tells a process from a later one that got the same number. */
interface Holder {
  pid: number;
  born: string | null;
  /** The folder of the socket at which it lets other processes in, if it does. */
  socket?: string;
}

/** A folder that is this process's own. */
export interface Hold {
  /** Tells others where they may come in. */
  letIn(socket: string): Promise<void>;
  letGo(): Promise<void>;
}

/** When a process started, in the kernel's ticks since boot; null where the kernel does not tell. */
async function birth(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The command's name, in parentheses, may hold spaces; field 22 of the whole is the start time.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function isAlive({ pid, born }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and is someone else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return born === null || born === (await birth(pid));
}

/**
 * Takes a data folder for this process alone: PGlite does not notice a second process, and two of
 * them destroy the files. A hold left by a process that was killed is taken over.
 *
 * The hold is written under a name of its own and then linked to the one that counts: linking fails
 * where there is one already, and nobody ever sees a hold that is still empty.
 *
 * @throws Held by another process
 */
export async function holdFolder(folder: string): Promise<Hold> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'casus.hold');
  const draft = `${path}.${process.pid}`;
  const mine: Holder = { pid: process.pid, born: await birth(process.pid) };
  await writeFile(draft, JSON.stringify(mine));
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await linked(draft, path)) {
        return {
          letIn: async (socket) => {
            await writeFile(draft, JSON.stringify({ ...mine, socket }));
            await rename(draft, path);
          },
          letGo: () => rm(path, { force: true }),
        };
      }
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text === null) continue;
      const holder = parse(text);
      if (holder && (await isAlive(holder))) throw new Held(folder, holder);
      await clear(path, text, draft);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new StoreError('HELD', `The database in ${folder} could not be taken; try again.`);
}

export class Held extends StoreError {
  readonly socket: string | undefined;

  constructor(folder: string, { pid, socket }: Holder) {
    super(
      'HELD',
      `The database in ${folder} is in use by process ${pid}. ` +
        'Stop that one first, or set DATABASE_URL to share a PostgreSQL server.',
    );
    this.socket = socket;
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes a dead process's hold away. One process at a time looks and removes, or one that looked
 * before another took the folder would remove the new hold.
 */
async function clear(path: string, dead: string, draft: string): Promise<void> {
  const lock = `${path}.clearing`;
  if (!(await linked(draft, lock))) {
    const clearing = parse((await readFile(lock, 'utf8').catch(() => null)) ?? '');
    if (clearing && !(await isAlive(clearing))) await rm(lock, { force: true });
    await sleep(PAUSE);
    return;
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => null)) === dead) await rm(path, { force: true });
  } finally {
    await rm(lock, { force: true });
  }
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}
