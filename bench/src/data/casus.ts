import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { commandOf, OWN, type Checkout } from '../checkout.ts';
import { databaseProcess, processorTime } from '../processor-time.ts';
import { Stop } from '../stop.ts';

const run = promisify(execFile);

/** Runs Casus's own command line on a database. */
export const casusCommand = (databaseUrl: string, ...words: string[]): Promise<string> =>
  commandIn(OWN, databaseUrl, ...words);

/** Runs that of a checkout. */
export async function commandIn(
  checkout: Checkout,
  databaseUrl: string,
  ...words: string[]
): Promise<string> {
  const { stdout } = await run(process.execPath, [commandOf(checkout), ...words], {
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** What a command took. */
export interface Measured {
  seconds: number;
  /** Seconds of the processor's time, with the database server's; null where the system does not tell. */
  processor: number | null;
  /** Megabytes, at most; null where the system does not tell. */
  peakMemory: number | null;
}

/** How often memory and processor time of a command are looked at, in ms: the system itself keeps them, until it ends. */
const LOOK_EVERY = 100;

/** The same, timed, from starting Node to its last line, with the most memory that it held. */
export async function measuredCommand(
  environment: Record<string, string>,
  ...words: string[]
): Promise<Measured> {
  const database = await databaseProcess(environment['DATABASE_URL'] ?? '');
  const ofDatabase = async () => (database === null ? 0 : await processorTime(database));
  const databaseBefore = await ofDatabase();
  const before = performance.now();
  const child = spawn(process.execPath, [commandOf(OWN), ...words], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  let peakMemory: number | null = null;
  let own: number | null = null;
  const looking = setInterval(() => {
    void peakMemoryOf(child.pid!).then((peak) => (peakMemory = peak ?? peakMemory));
    void processorTime(child.pid!).then((time) => (own = time ?? own));
  }, LOOK_EVERY);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(looking);
  if (code !== 0) throw new Stop(`casus ${words.join(' ')} ended with ${code}:\n${complaints}`);
  const seconds = (performance.now() - before) / 1000;
  const databaseAfter = await ofDatabase();
  const processor =
    own === null || databaseBefore === null || databaseAfter === null
      ? null
      : (own + databaseAfter - databaseBefore) / 1000;
  return { seconds, processor, peakMemory };
}

/** The most memory that a process ever held, in megabytes; null where the system does not tell. */
export async function peakMemoryOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}
