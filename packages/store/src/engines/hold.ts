import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../store-error.ts';

/** Who holds a data folder; `born` tells a process from a later one that got the same number. */
interface Holder {
  pid: number;
  born: string | null;
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
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'casus.hold');
  const draft = `${path}.${process.pid}`;
  const mine = JSON.stringify({ pid: process.pid, born: await birth(process.pid) });
  await writeFile(draft, mine);
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(draft, path)) return () => rm(path, { force: true });
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text === null) continue;
      const holder = parse(text);
      if (holder && (await isAlive(holder))) throw heldBy(folder, holder.pid);
      await clear(path, text);
    }
  } finally {
    await rm(draft, { force: true });
  }
  throw new StoreError('HELD', `The database in ${folder} could not be taken; try again.`);
}

function heldBy(folder: string, pid: number): StoreError {
  return new StoreError(
    'HELD',
    `The database in ${folder} is in use by process ${pid}. ` +
      'Stop that one first, or set DATABASE_URL to share a PostgreSQL server.',
  );
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
 * Takes a dead process's hold away. Between reading it and moving it another process may have taken
 * the folder: what was moved is then that one's, and is put back.
 */
async function clear(path: string, dead: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== dead) await linked(aside, path);
  await rm(aside, { force: true });
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}
