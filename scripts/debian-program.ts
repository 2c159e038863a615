import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function onThisMachine(name: string): Promise<string | null> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of folders) {
    const path = join(folder, name);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
}

/**
 * The path of a program that Debian has as a package of the same name: the machine's own, or installed where this process may
 * do that. Null when it cannot be had; the caller then says which tests it could not run.
 */
export async function findDebianProgram(name: string): Promise<string | null> {
  const there = await onThisMachine(name);
  if (there) return there;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    const isDone = await run(command!, rest, {
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
    }).then(
      () => true,
      () => false,
    );
    if (!isDone) return null;
  }
  return onThisMachine(name);
}
