import { closeSync, fsyncSync, openSync, renameSync, writeFileSync, type Dirent } from 'node:fs';
import { chmod, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What all others than the owner may do. */
const OTHERS = 0o077;

/** Of files that are flushed at once: the file system then writes its journal once for many. */
const AT_ONCE = 64;

/** Flushes a file or folder to the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes all that is in a folder, and the folder. */
export async function flushTree(folder: string): Promise<void> {
  const paths = [folder, ...(await contentsOf(folder)).map(pathOf)];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    await Promise.all(paths.slice(at, at + AT_ONCE).map(flush));
  }
}

/** Writes a file as a whole: after a power cut there is either what was there before, or all of this. */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.new`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Whether anyone but its owner may enter a folder. */
export async function isOpenToOthers(folder: string): Promise<boolean> {
  return ((await stat(folder)).mode & OTHERS) !== 0;
}

/** Takes a folder and all in it away from everyone but its owner. */
export async function restrict(folder: string): Promise<void> {
  // The folder comes last: as long as it is open to others, its contents may still have to be seen to.
  for (const entry of await contentsOf(folder)) {
    if (entry.isDirectory()) await chmod(pathOf(entry), 0o700);
    else if (entry.isFile()) await chmod(pathOf(entry), 0o600);
  }
  await chmod(folder, 0o700);
}

function contentsOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { recursive: true, withFileTypes: true });
}

function pathOf({ parentPath, name }: Dirent): string {
  return join(parentPath, name);
}
