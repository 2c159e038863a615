import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { casusCommand } from '../data/casus.ts';
import { databaseOf, versionOf } from '../data/databases.ts';
import type { Options } from '../options.ts';
import { ask, conflictPageProbe, pause, probe, send, served, type Probe } from '../probing.ts';
import { start, type Running } from '../running.ts';
import { Stop } from '../stop.ts';

export interface Reliability {
  engine: string;
  clients: number;
  seconds: number;
  /** The cheap requests, asked one after the other; milliseconds. */
  probes: Probe[];
  /** How often the dearest requests were answered, or refused with which code. */
  costly: Record<string, number>;
}

const CLIENTS = 10;
/** Families of costly queries; `size` makes them costlier. The highest price of each that is allowed is asked. */
const DEAR: ((size: number) => string)[] = [
  (size) =>
    aliased(
      size,
      'eventStatistics(by: [ACTOR, WEEK], asOf: "2022-01-01T00:00:00Z") { events deaths { best } }',
    ),
  (size) =>
    aliased(
      size,
      'events(first: 100, orderBy: DEADLIEST_FIRST, asOf: "2022-01-01T00:00:00Z") { totalCount nodes { name(asOf: "2022-01-01T00:00:00Z") deaths(asOf: "2022-01-01T00:00:00Z") { best claim { attribution { actor { name } report { title } } } } participants(asOf: "2022-01-01T00:00:00Z") { actor { name } } } }',
    ),
  (size) =>
    `{ conflicts(first: 100) { nodes { name events(first: ${size}) { nodes { name deaths { best } } } } } }`,
];

const aliased = (times: number, field: string) =>
  `{ ${Array.from({ length: times }, (_, at) => `a${at}: ${field}`).join(' ')} }`;

/** How long cheap requests take while others ask for as much as they may, on both engines. */
export async function measureReliability(
  server: string,
  options: Options,
  onProgress: (line: string) => void,
): Promise<Reliability[]> {
  const postgres = await databaseOf(server, { ...options, times: 1 }, onProgress);
  const embedded = await embeddedOf(options, onProgress);
  const engines: { engine: string; environment: Record<string, string> }[] = [
    { engine: 'PostgreSQL', environment: { DATABASE_URL: postgres } },
    { engine: 'embedded', environment: { DATABASE_URL: '', CASUS_DATA_DIR: embedded } },
  ];
  const results: Reliability[] = [];
  for (const { engine, environment } of engines) {
    // As it is served: it may use what threads and processors it has.
    const running = await start(served(environment), '', { pinned: false });
    try {
      results.push(await besiege(engine, running, options, onProgress));
    } finally {
      await running.close();
    }
  }
  return results;
}

/** A folder with the curated record and the file's events, made where it is not there yet. */
export async function embeddedOf(
  { dataFolder, gedFile }: Options,
  onProgress: (line: string) => void,
): Promise<string> {
  const folder = join(dataFolder, `embedded-${await versionOf(gedFile)}`);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  onProgress('importing into the embedded engine');
  await mkdir(dataFolder, { recursive: true });
  const others = (await readdir(dataFolder)).filter((name) => name.startsWith('embedded-'));
  await Promise.all(
    others.map((name) => rm(join(dataFolder, name), { recursive: true, force: true })),
  );
  const unfinished = `${folder}-unfinished`;
  process.env['CASUS_DATA_DIR'] = unfinished;
  await casusCommand('', 'record', 'load');
  await casusCommand('', 'import', 'ucdp-ged', gedFile);
  await rename(unfinished, folder);
  return folder;
}

async function besiege(
  engine: string,
  { url }: Running,
  { siege: seconds }: Options,
  onProgress: (line: string) => void,
): Promise<Reliability> {
  const bodies: string[] = [];
  for (const family of DEAR) {
    const { query, cost } = await dearest(url, family);
    onProgress(`${engine}: the dearest of a family costs ${cost}: ${query.slice(0, 90)}…`);
    bodies.push(JSON.stringify({ query }));
  }
  const end = Date.now() + seconds * 1000;
  const costly: Record<string, number> = {};
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let turn = client; Date.now() < end; turn++) {
      const outcome = await ask(url, bodies[turn % bodies.length]!, `192.0.2.${client}`);
      costly[outcome.code] = (costly[outcome.code] ?? 0) + 1;
      // A client that is refused does not wait as it was told; it does need a moment.
      if (outcome.code !== 'answered') await pause(20);
    }
  });
  const isOver = () => Date.now() >= end;
  const probes = await Promise.all([
    probe('`{ __typename }`', isOver, () => ask(url, JSON.stringify({ query: '{ __typename }' }))),
    conflictPageProbe(url, isOver),
    probe('`/ready`', isOver, async () => {
      const response = await fetch(new URL('/ready', url));
      await response.text();
      return { ok: response.ok };
    }),
  ]);
  await Promise.all(clients);
  for (const { name, p95, failed } of probes) {
    onProgress(`${engine}: ${name} p95 ${Math.round(p95)} ms, ${failed} failed`);
  }
  return { engine, clients: CLIENTS, seconds, probes, costly };
}

/** The largest query of a family that is not refused for what it asks. */
async function dearest(
  url: string,
  family: (size: number) => string,
): Promise<{ query: string; cost: number }> {
  let best: { query: string; cost: number } | null = null;
  let [low, high] = [1, 100];
  while (low <= high) {
    const size = Math.floor((low + high) / 2);
    const query = family(size);
    // Nobody's minute is spent on finding out.
    const { answer } = await send(url, JSON.stringify({ query }), `203.0.113.${size}`);
    const code = answer.errors?.[0]?.extensions?.code;
    const isRefused = code?.endsWith('_LIMIT_EXCEEDED') || code === 'BAD_USER_INPUT';
    if (isRefused) high = size - 1;
    else {
      best = { query, cost: answer.extensions?.cost?.cost ?? NaN };
      low = size + 1;
    }
  }
  if (!best) throw new Stop(`No query of a family is allowed: ${family(1)}`);
  return best;
}
