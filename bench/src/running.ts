import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Peer } from './peers/peer.ts';
import { freePort } from '../../scripts/free-port.ts';
import { databaseProcess } from './processor-time.ts';
import { Stop } from './stop.ts';

/** A peer's process, answering. */
export interface Running {
  peer: Peer;
  url: string;
  pid: number;
  /** Of the database's server, where it runs on this machine. */
  databasePid: number | null;
  close: () => Promise<void>;
}

const SERVER_CPU = '0';
const OWN_CPU = '1';

/** Servers stand on one processor and what asks them on another, where there is a way to say so. */
export const canPin = availableParallelism() > 1 && answers('taskset', '--version');

export function pinSelf(): void {
  if (canPin) execFileSync('taskset', ['-a', '-c', '-p', OWN_CPU, String(process.pid)]);
}

function answers(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const children = new Set<ChildProcess>();
// However this process ends, no server is left behind.
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export async function start(
  peer: Peer,
  databaseUrl: string,
  { nodeFlags = [], pinned = true }: { nodeFlags?: readonly string[]; pinned?: boolean } = {},
): Promise<Running> {
  const port = await freePort();
  const { script, args, env } = peer.command({ port, databaseUrl });
  const words = [process.execPath, ...nodeFlags, script, ...args];
  const [command, ...rest] = canPin && pinned ? ['taskset', '-c', SERVER_CPU, ...words] : words;
  const child = spawn(command!, rest, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const complaints: string[] = [];
  child.stderr.on('data', (text) => complaints.push(String(text)));
  const url = `http://127.0.0.1:${port}${peer.path}`;
  await listening(child, url).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Stop(`${peer.title} did not start: ${String(error)}\n${complaints.join('')}`);
  });
  const databasePid = await databaseProcess(databaseUrl);
  return { peer, url, pid: child.pid!, databasePid, close: () => end(child) };
}

async function listening(child: ChildProcess, url: string): Promise<void> {
  const patience = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error('its process ended');
    const answered = await fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (Date.now() > patience) throw new Error('it does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(patience);
}
