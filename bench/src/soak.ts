import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseOf } from './data/databases.ts';
import { readOptions } from './options.ts';
import { startPostgres } from './postgres.ts';
import { pause, served } from './probing.ts';
import { start } from './running.ts';
import { questionAt, type Question } from './soak/questions.ts';
import { slopeOf } from './soak/slope.ts';
import { Stop } from './stop.ts';

const HELP = `Usage: pnpm soak [--minutes n] [--clients n] [--seed n]

Serves the record and GED from PostgreSQL, and asks it a mixture for as long: pages, searches, statistics, maps that
nobody asked before, downloads, feeds, subscriptions that come and go. Each half minute it prints memory, open files,
and the 95th percentile of what was answered; at the end how each of them moves by the hour, without the first fifth.

  --minutes <n>   how long (default 60)
  --clients <n>   that ask at once, each with a pause after each answer (default 4)
  --seed <n>      of the questions (default 1)
`;

const SAMPLE = 30_000;
const PAUSE = 50;
/** Until all is compiled and cached that will be. */
const WARM_UP = 0.2;

interface Sample {
  minutes: number;
  /** Megabytes in memory. */
  memory: number;
  /** Of the process: files, sockets, pipes. */
  handles: number;
  asked: number;
  failed: number;
  /** Milliseconds. */
  p95: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((word) => word !== '--'),
    options: {
      minutes: { type: 'string', default: '60' },
      clients: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const [minutes, clients, seed] = [values.minutes, values.clients, values.seed].map(Number);
  if (![minutes, clients, seed].every((number) => Number.isInteger(number) && number! > 0)) {
    throw new Stop('--minutes, --clients and --seed are whole numbers, 1 or more.');
  }
  const options = readOptions(['--times', '1']);
  if (options === 'help') return;
  const server = await startPostgres(options.dataFolder);
  try {
    const database = await databaseOf(server.url, options, say);
    const running = await start(served({ DATABASE_URL: database }), '', { pinned: false });
    try {
      const samples = await soak(running.url, running.pid, minutes! * 60_000, clients!, seed!);
      await keep(samples, { minutes: minutes!, clients: clients!, seed: seed! });
    } finally {
      await running.close();
    }
  } finally {
    await server.close();
  }
}

async function soak(
  url: string,
  pid: number,
  forMs: number,
  clients: number,
  seed: number,
): Promise<Sample[]> {
  const begun = performance.now();
  const isOver = () => performance.now() - begun > forMs;
  let times: number[] = [];
  const failures = new Map<string, number>();
  let failed = 0;
  let asked = 0;
  const client = async (number: number) => {
    for (let turn = 0; !isOver(); turn += 1) {
      const question = questionAt(seed, number, turn);
      const before = performance.now();
      const fault = await put(url, question, `198.51.${number}.${turn % 250}`);
      // How long a download or a subscription lasts is not for the server to say.
      if (question.isTimed) times.push(performance.now() - before);
      asked += 1;
      if (fault !== null) {
        failed += 1;
        const what = `${question.name}: ${fault}`;
        failures.set(what, (failures.get(what) ?? 0) + 1);
      }
      await pause(PAUSE);
    }
  };
  const samples: Sample[] = [];
  const looking = (async () => {
    while (!isOver()) {
      await pause(Math.min(SAMPLE, forMs - (performance.now() - begun) + 1));
      const sorted = times.toSorted((one, other) => one - other);
      times = [];
      const sample: Sample = {
        minutes: round((performance.now() - begun) / 60_000),
        ...(await processOf(pid)),
        asked,
        failed,
        p95: round(sorted[Math.floor(0.95 * (sorted.length - 1))] ?? NaN),
      };
      [asked, failed] = [0, 0];
      samples.push(sample);
      say(
        Object.entries(sample)
          .map(([name, value]) => `${name} ${value}`)
          .join('  '),
      );
    }
  })();
  await Promise.all([looking, ...Array.from({ length: clients }, (_, number) => client(number))]);
  for (const [what, times] of failures) say(`${times} × ${what}`);
  return samples;
}

/** Null when it was answered in good order, else what came instead. */
async function put(url: string, question: Question, client: string): Promise<string | null> {
  const { path, body, accept, leaveAfterMs } = question;
  const leaving = new AbortController();
  const timer =
    leaveAfterMs === undefined ? undefined : setTimeout(() => leaving.abort(), leaveAfterMs);
  try {
    const response = await fetch(new URL(path, url), {
      method: body ? 'POST' : 'GET',
      headers: {
        'x-forwarded-for': client,
        ...(accept && { accept }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
      signal: leaving.signal,
    });
    const text = await response.text();
    if (question.isRefused) return text.includes('"errors":[') ? null : 'not refused';
    if (response.status !== 200) return `status ${response.status}`;
    return body && text.includes('"errors":[') ? text.slice(0, 200) : null;
  } catch (error) {
    return leaving.signal.aborted ? null : String(error);
  } finally {
    clearTimeout(timer);
  }
}

async function processOf(pid: number): Promise<Pick<Sample, 'memory' | 'handles'>> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return {
    memory: Math.round(Number(kilobytes) / 1024),
    handles: (await readdir(`/proc/${pid}/fd`)).length,
  };
}

async function keep(samples: readonly Sample[], asked: object): Promise<void> {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const hours = warm.map(({ minutes }) => minutes / 60);
  const slopes = (['memory', 'handles', 'p95'] as const).map((name) => {
    const values = warm.map((sample) => sample[name]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      name,
      from: values[0]!,
      to: values.at(-1)!,
      mean: round(mean),
      perHour: round(slopeOf(hours, values)),
    };
  });
  for (const { name, from, to, mean, perHour } of slopes) {
    say(
      `${name}: mean ${mean}, first ${from}, last ${to}, ${perHour >= 0 ? '+' : ''}${perHour} an hour`,
    );
  }
  const folder = join(import.meta.dirname, '../results');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'soak.json'),
    `${JSON.stringify({ ...asked, slopes, samples }, null, 2)}\n`,
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
const say = (line: string) => process.stderr.write(`${line}\n`);

await main().catch((error: unknown) => {
  say(error instanceof Stop ? error.message : String((error as Error).stack));
  process.exitCode = 1;
});
