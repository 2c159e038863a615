import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { casusCommand } from './data/casus.ts';
import { databaseOf, withClient } from './data/databases.ts';
import { readOptions } from './options.ts';
import { startPostgres } from './postgres.ts';
import { pause, served } from './probing.ts';
import { start } from './running.ts';
import { startSite } from './site/serving.ts';
import { visitsOf } from './site/visits.ts';
import { questionAt, type Question } from './soak/questions.ts';
import { sheetOf } from './soak/sheet.ts';
import { slopeOf } from './soak/slope.ts';
import { Stop } from './stop.ts';

const HELP = `Usage: pnpm soak [--minutes n] [--clients n] [--seed n]

Serves the record and GED from PostgreSQL, by the API and the site, and asks them a mixture for as long: the site's
pages, lists, searches, statistics, maps that nobody asked before, downloads, feeds, subscriptions that come and go.
Every five minutes a sheet of claims is imported beside it. Each half minute it prints memory and open files of both,
and the 95th percentile of what was answered; at the end how each of them moves by the hour, without the first fifth.

  --minutes <n>   how long (default 60)
  --clients <n>   that ask at once, each with a pause after each answer (default 4)
  --seed <n>      of the questions (default 1)
`;

const SAMPLE = 30_000;
const PAUSE = 50;
const IMPORT_EVERY = 5 * 60_000;
const DATABASE = 'casus_bench_soak';
/** Until all is compiled and cached that will be. */
const WARM_UP = 0.2;

interface Sample {
  minutes: number;
  /** Megabytes in memory, of the API and of the site. */
  memory: number;
  siteMemory: number;
  /** Of each process: files, sockets, pipes. */
  handles: number;
  siteHandles: number;
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
    const original = await databaseOf(server.url, options, say);
    const database = await copied(server.url, original);
    // By this the API knows the site, and counts its readers one by one.
    const secret = { CASUS_SITE_SECRET: randomBytes(16).toString('hex') };
    const api = await start(served({ DATABASE_URL: database, ...secret }), '', { pinned: false });
    try {
      const site = await startSite(api.url, { ...secret, CASUS_TRUST_PROXY: 'loopback' });
      try {
        const target = { api, site, database, pages: await visitsOf(database) };
        const samples = await soak(target, minutes! * 60_000, clients!, seed!);
        await keep(samples, { minutes: minutes!, clients: clients!, seed: seed! });
      } finally {
        await site.close();
      }
    } finally {
      await api.close();
    }
  } finally {
    await server.close();
  }
}

interface Target {
  api: { url: string; pid: number };
  site: { url: string; pid: number };
  database: string;
  /** Addresses of the site. */
  pages: readonly string[];
}

/** The bench's own database stays as it is, for claims are imported. */
async function copied(server: string, original: string): Promise<string> {
  await withClient(`${server}postgres`, async (client) => {
    await client.query(`drop database if exists ${DATABASE} with (force)`);
    await client.query(
      `create database ${DATABASE} template ${new URL(original).pathname.slice(1)}`,
    );
  });
  return server + DATABASE;
}

async function soak(
  { api, site, database, pages }: Target,
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
      const question = questionAt(seed, number, turn, pages);
      const before = performance.now();
      const fault = await put(
        question.of === 'site' ? site.url : api.url,
        question,
        `198.51.${number}.${turn % 250}`,
      );
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
        ...(await processOf(api.pid)),
        ...(await processOf(site.pid).then(({ memory, handles }) => ({
          siteMemory: memory,
          siteHandles: handles,
        }))),
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
  const importing = (async () => {
    for (let time = 1; time * IMPORT_EVERY < forMs; time += 1) {
      await pause(time * IMPORT_EVERY - (performance.now() - begun));
      const sheet = await sheetOf(seed, time);
      await casusCommand(database, 'import', 'claims', sheet);
      await rm(dirname(sheet), { recursive: true });
    }
  })();
  await Promise.all([
    looking,
    importing,
    ...Array.from({ length: clients }, (_, number) => client(number)),
  ]);
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

async function processOf(pid: number): Promise<{ memory: number; handles: number }> {
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
  const slopes = (['memory', 'siteMemory', 'handles', 'siteHandles', 'p95'] as const).map(
    (name) => {
      const values = warm.map((sample) => sample[name]);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return {
        name,
        from: values[0]!,
        to: values.at(-1)!,
        mean: round(mean),
        perHour: round(slopeOf(hours, values)),
      };
    },
  );
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
