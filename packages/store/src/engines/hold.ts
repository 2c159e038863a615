import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'casus.hold');
  const mine = JSON.stringify({ pid: process.pid, born: await birth(process.pid) });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(path, mine, { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const text = await readFile(path, 'utf8').catch(() => '');
    const holder = parse(text);
    if (holder && (await isAlive(holder))) {
      throw new StoreError(
        'HELD',
        `The database in ${folder} is in use by process ${holder.pid}. ` +
          'Stop that one first, or set DATABASE_URL to share a PostgreSQL server.',
      );
    }
    await rm(path, { force: true });
  }
  throw new StoreError('HELD', `The database in ${folder} could not be taken; try again.`);
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}
