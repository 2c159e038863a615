import { fork, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ConfigInvalid, readConfig, type Config } from '../apps/api/src/config.ts';
import { isAlive, launchersOf } from './launchers.ts';

const ROOT = join(import.meta.dirname, '..');

/**
 * By itself V8 lets new objects take 130 MB before it looks at them again, and old ones gigabytes. With
 * a quarter of the first and a bound on the second, the API answers for the same processor time, needs
 * 100 MB less at rest and 100 MB less again during a long download.
 */
const MEMORY_BOUNDS = '--max-semi-space-size=16 --max-old-space-size=1024';

/** Of glibc's pools of memory, which by itself has one for each thread and gives none of them back. */
const MALLOC_POOLS = '1';

/** Something in the way that a person can clear; printed as it is, without a stack. */
class Obstacle extends Error {}

/** How long a child may take to finish what it is doing before it is ended. */
const GRACE = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  await expectFreePort(config.host, config.apiPort, 'CASUS_API_PORT');
  await expectFreePort(config.host, config.webPort, 'CASUS_WEB_PORT');

  const stop = askedToStop();
  const children: ChildProcess[] = [];
  try {
    const options = [process.env['NODE_OPTIONS'], MEMORY_BOUNDS].filter(Boolean).join(' ');
    const api = await startChild(
      'The API',
      'apps/api/src/casus.ts',
      ['serve'],
      { NODE_OPTIONS: options, MALLOC_ARENA_MAX: process.env['MALLOC_ARENA_MAX'] ?? MALLOC_POOLS },
      stop,
      children,
    );
    const web = await startChild(
      'The site',
      'apps/web/server.ts',
      [],
      webVariables(config),
      stop,
      children,
    );
    if (!api || !web) return;
    process.stdout.write(welcome(config, api, web));
    const first = await Promise.race([stop, ...children.map(died)]);
    if (first) throw new Obstacle('One of the two ended unexpectedly, so both are stopped.');
  } finally {
    await Promise.all(children.reverse().map(end));
  }
}

function webVariables({ host, webPort, apiPort }: Config): Record<string, string> {
  const api = `http://${host}:${apiPort}/graphql`;
  return { HOST: host, PORT: String(webPort), CASUS_API_URL: process.env['CASUS_API_URL'] ?? api };
}

function welcome({ databaseUrl, dataDir }: Config, api: string, web: string): string {
  return [
    '',
    '  Casus is running.',
    '',
    `  The site        ${web}`,
    `  The playground  ${api}/graphql`,
    `  The database    ${databaseUrl ? 'PostgreSQL, at DATABASE_URL' : dataDir}`,
    '',
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}

/** The address a child listens on, once it does; null when the stop came first. */
async function startChild(
  name: string,
  script: string,
  args: string[],
  variables: Record<string, string>,
  stop: Promise<void>,
  children: ChildProcess[],
): Promise<string | null> {
  const child = fork(join(ROOT, script), args, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    // A group of its own: the terminal's Ctrl-C comes to this process alone, which stops them in order.
    detached: true,
  });
  children.push(child);
  const listening = new Promise<string>((resolve) => {
    child.on('message', (message: { listening?: string }) => {
      if (message.listening) resolve(message.listening);
    });
  });
  const result = await Promise.race([listening, died(child), stop]);
  if (typeof result === 'string') return result;
  if (result) throw new Obstacle(`${name} could not start.`);
  return null;
}

/** Resolves when a child has ended; it has said why by itself. */
function died(child: ChildProcess): Promise<{ ended: true }> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve({ ended: true });
    else child.once('exit', () => resolve({ ended: true }));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = died(child);
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), GRACE);
  await gone;
  clearTimeout(patience);
}

/** Resolves at a signal, or when whoever launched this process is gone. */
async function askedToStop(): Promise<void> {
  const launchers = await launchersOf(process);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve());
    setInterval(() => {
      if (!launchers.every(isAlive)) resolve();
    }, 500).unref();
  });
}

async function expectFreePort(host: string, port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is taken by another program'
          : `cannot be used (${error.code})`;
      reject(
        new Obstacle(`Port ${port} ${why}. Stop that one, or set ${variable} to a free port.`),
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

main().catch((error: unknown) => {
  const plain = error instanceof Obstacle || error instanceof ConfigInvalid;
  process.stderr.write(`${plain ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
