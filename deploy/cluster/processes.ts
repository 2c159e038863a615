import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export function isRunning(pid: number): boolean {
  try {
    // A process that nobody has waited for yet is one still, and does no more.
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It has ended since it was looked for.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** The server on a folder of data and all that it started; Patroni lets it run on when it ends itself. */
export async function postgresOn(dataFolder: string): Promise<number[]> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const server = Number(text.split('\n', 1)[0]);
  if (!server || !isRunning(server) || !commandOf(server).includes(dataFolder)) return [];
  const children = await promisify(execFile)('pgrep', ['-P', String(server)]).catch(() => null);
  const pids = (children?.stdout ?? '').split('\n').filter(Boolean).map(Number);
  return [server, ...pids];
}

/** With its arguments; empty where it is not there. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
