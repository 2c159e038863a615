import { constants, existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flush, replaceFile } from './folder.ts';

/** Of the database in a data folder. */
const NAME = 'pglite';
/** Names another one that took its place while it was open; until the next start, which renames it. */
const CURRENT = 'casus.database';

/**
 * The database's folder in a data folder that nobody has open. What a process left behind that was killed while it
 * exchanged one database for another is brought to an end.
 */
export async function databaseFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, NAME);
  const pointer = join(dataDir, CURRENT);
  const current = existsSync(pointer) ? join(dataDir, readFileSync(pointer, 'utf8')) : folder;
  if (current !== folder && existsSync(current)) {
    await rm(folder, { recursive: true, force: true });
    await rename(current, folder);
    await flush(dataDir);
  }
  await rm(pointer, { force: true });
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(COPY)) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  return folder;
}

/** Whether a data folder holds a database, whole or damaged. It need not exist itself. */
export async function holdsDatabase(dataDir: string): Promise<boolean> {
  if (existsSync(join(dataDir, CURRENT))) return true;
  const files = await readdir(join(dataDir, NAME)).catch(() => []);
  return files.length > 0;
}

const COPY = `${NAME}-`;

/** A new folder for a copy of the database. */
export function makeCopyFolder(dataDir: string): Promise<string> {
  return mkdtemp(join(dataDir, COPY));
}

/** From here on the copy is the database, whatever happens to this process. */
export function setCurrent(dataDir: string, name: string): void {
  replaceFile(join(dataDir, CURRENT), name);
}

/** Files that change within one tick of the file system's clock look unchanged, in ms. */
const CLOCK = 1_000;

/**
 * Copies a database that is in use in two goes: most of it while it is read and written, and while
 * `quiet` keeps everyone from it what changed meanwhile.
 */
export async function copyDatabase(
  from: string,
  to: string,
  quiet: (copy: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const copied = new Map<string, string>();
  const copy = async () => {
    const began = Date.now();
    const found = await readdir(from, { recursive: true, withFileTypes: true });
    const paths = new Set<string>();
    for (const entry of found) {
      const path = join(entry.parentPath, entry.name).slice(from.length + 1);
      if (entry.isDirectory()) await mkdir(join(to, path), { recursive: true, mode: 0o700 });
      if (!entry.isFile()) continue;
      paths.add(path);
      // One that is removed just now is not in the database any more.
      const now = await stat(join(from, path)).catch(() => null);
      const state = now && `${now.size} ${now.mtimeMs}`;
      if (!now || state === copied.get(path)) continue;
      await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
      await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE).catch(ifThere);
      if (now.mtimeMs < began - CLOCK) copied.set(path, state!);
    }
    return paths;
  };
  const before = await copy();
  await quiet(async () => {
    const paths = await copy();
    for (const path of before) if (!paths.has(path)) await rm(join(to, path), { force: true });
  });
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
