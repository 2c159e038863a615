import { currentPosition } from '@casus/store/history/position';
import { openStore, type Store } from '@casus/store/open';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  startPostgres,
  startStandby,
  type PostgresServer,
  type Standby,
} from '../../../../packages/store/tests/postgres-server.ts';
import { randomFrom } from '../../../../packages/store/tests/random.ts';
import { loadRecord } from '../../src/commands/load-record.ts';
import { readConfig } from '../../src/config.ts';
import { createServer } from '../../src/server.ts';
import { violationsIn, type Read, type Versions, type Violation, type Write } from './checker.ts';

export interface HistoryOptions {
  seed: number;
  /** Answered reads and acknowledged writes, after which it ends. */
  operations: number;
  /** Kills, pauses and a promotion, beside delays. */
  faults: boolean;
  /** A fault of clients: they say that they ask from a position, and do not. */
  plant?: 'nobody asks from a position';
}

export interface Outcome {
  reads: number;
  writes: number;
  /** Without an answer, or without knowing whether it was written. */
  failed: number;
  faults: Record<string, number>;
  violations: Violation[];
}

/** A primary, two standbys, and two processes of the API over them. */
export interface Installation {
  primary: PostgresServer;
  standbys: [Standby, Standby];
  stores: Store[];
  urls: string[];
  stop(): Promise<void>;
}

const SLUG = 'kyrgyzstan-tajikistan';
const READERS = 8;

export async function startInstallation(): Promise<Installation> {
  const primary = await startPostgres();
  const databaseUrl = `${primary.url}postgres`;
  const first = await openStore({ databaseUrl, dataDir: '' });
  await loadRecord(first);
  await first.close();
  const standbys: [Standby, Standby] = [await startStandby(primary), await startStandby(primary)];
  const stores: Store[] = [];
  const apps: FastifyInstance[] = [];
  const urls: string[] = [];
  for (let process = 0; process < 2; process += 1) {
    const config = readConfig({
      CASUS_LOG_LEVEL: 'silent',
      CASUS_RATE_LIMIT: '0',
      DATABASE_URL: databaseUrl,
      CASUS_REPLICA_URLS: standbys.map(({ url }) => `${url}postgres`).join(','),
    });
    const store = await openStore({ ...config, statementTimeout: config.limits.timeout });
    const app = await createServer(store, config);
    urls.push(`${await app.listen({ port: 0, host: 'localhost' })}/graphql`);
    stores.push(store);
    apps.push(app);
  }
  return {
    primary,
    standbys,
    stores,
    urls,
    stop: async () => {
      for (const app of apps) await app.close();
      for (const store of stores) await store.close();
      for (const standby of standbys) await standby.stop();
      await primary.stop();
    },
  };
}

/**
 * Many clients read and two write while databases are late, stand still, are killed and promoted; what each was told is
 * recorded and looked through.
 */
export async function recordHistory(
  installation: Installation,
  { seed, operations, faults, plant }: HistoryOptions,
): Promise<Outcome> {
  const { stores, urls } = installation;
  const random = randomFrom(seed);
  const writer = stores[0]!;
  const events = await registersOf(writer);
  // A standby may still be at what was there before.
  const beginning = await currentPosition(writer.db);
  const history: (Read | Write)[] = [];
  let failed = 0;
  let isOver = false;
  let questions = 0;

  /** By one statement and by resolvers over caches, in turn. */
  function question(): string {
    questions += 1;
    const name = questions % 2 === 0 ? 'Fixed' : `Asked${questions}`;
    const fields = events.map(
      (slug, index) => `e${index}: event(slug: "${slug}") { name conflict { name } }`,
    );
    return `query ${name} { conflict(slug: "${SLUG}") { name } ${fields.join(' ')} }`;
  }

  async function read(client: number, atLeast: string | null): Promise<Read | null> {
    const url = urls[Math.floor(random() * urls.length)]!;
    const asks = atLeast !== null && !plant;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(asks && { 'x-casus-at-least': atLeast }) },
      body: JSON.stringify({ query: question() }),
    }).catch(() => null);
    const { data } = response?.status === 200 ? ((await response.json()) as Answer) : {};
    if (!data) {
      await response?.body?.cancel().catch(() => {});
      failed += 1;
      await sleep(50);
      return null;
    }
    const position = response!.headers.get('x-casus-position')!;
    const answer: Read = { is: 'read', client, atLeast, position, versions: versionsIn(data) };
    history.push(answer);
    return answer;
  }

  async function reader(client: number): Promise<void> {
    let position: string | null = beginning;
    while (!isOver) position = (await read(client, position))?.position ?? position;
  }

  /** Each register has one writer, so that its versions only grow. */
  async function writeOn(client: number, registers: readonly string[]): Promise<void> {
    let version = 0;
    while (!isOver) {
      version += 1;
      const register = registers[version % registers.length]!;
      try {
        await writer.db.execute(updateOf(register, version, events));
        const position = await currentPosition(writer.db);
        history.push({ is: 'write', client, register, version, position });
        await read(client, position);
      } catch {
        failed += 1;
        await sleep(50);
      }
      await sleep(random() * 40);
    }
  }

  const counted: Record<string, number> = {};
  const breaking = breakOn(installation, random, faults, counted, () => ({
    isOver,
    part: history.length / operations,
  }));
  const clients = [
    ...Array.from({ length: READERS }, (_, client) => reader(client)),
    writeOn(READERS, ['conflict', 'e0']),
    writeOn(READERS + 1, ['e1', 'e2']),
  ];
  while (history.length < operations) await sleep(20);
  isOver = true;
  await Promise.all([...clients, breaking]);
  return {
    reads: history.filter((each) => each.is === 'read').length,
    writes: history.filter((each) => each.is === 'write').length,
    failed,
    faults: counted,
    violations: violationsIn(history, await versionsAtTheEnd(writer, events)),
  };
}

interface Answer {
  data?: Record<string, { name: string; conflict?: { name: string } }>;
}

async function registersOf({ db }: Store): Promise<string[]> {
  const { rows } =
    (await db.execute(sql`select slug from events where slug is not null and conflict_key =
    (select key from conflicts where slug = ${SLUG}) order by key limit 3`)) as unknown as {
      rows: { slug: string }[];
    };
  // A history begins at version 0 of each.
  await db.execute(sql`update conflicts set name = 'v0' where slug = ${SLUG}`);
  for (const { slug } of rows)
    await db.execute(sql`update events set name = 'v0' where slug = ${slug}`);
  return rows.map(({ slug }) => slug);
}

function updateOf(register: string, version: number, events: readonly string[]) {
  const name = `v${version}`;
  if (register === 'conflict') return sql`update conflicts set name = ${name} where slug = ${SLUG}`;
  return sql`update events set name = ${name} where slug = ${events[Number(register.slice(1))]!}`;
}

const versionOf = (name: string) => Number(name.slice(1));

/** The conflict is named in several places: what the oldest of them says is what a reader may quote. */
function versionsIn(data: NonNullable<Answer['data']>): Versions {
  const conflicts = Object.values(data).map(({ name, conflict }) => conflict?.name ?? name);
  const events = Object.entries(data).filter(([alias]) => alias !== 'conflict');
  return {
    conflict: Math.min(...conflicts.map(versionOf)),
    ...Object.fromEntries(events.map(([alias, { name }]) => [alias, versionOf(name)])),
  };
}

async function versionsAtTheEnd({ db }: Store, events: readonly string[]): Promise<Versions> {
  const names = async (query: ReturnType<typeof sql>) =>
    ((await db.execute(query)) as unknown as { rows: { name: string }[] }).rows[0]!.name;
  const versions: Record<string, number> = {
    conflict: versionOf(await names(sql`select name from conflicts where slug = ${SLUG}`)),
  };
  for (const [index, slug] of events.entries()) {
    versions[`e${index}`] = versionOf(
      await names(sql`select name from events where slug = ${slug}`),
    );
  }
  return versions;
}

/** Delays, pauses and kills, by the seed; at nine tenths of the history a standby is promoted. */
async function breakOn(
  { primary, standbys }: Installation,
  random: () => number,
  faults: boolean,
  counted: Record<string, number>,
  state: () => { isOver: boolean; part: number },
): Promise<void> {
  const count = (fault: string) => (counted[fault] = (counted[fault] ?? 0) + 1);
  let promoted: Standby | null = null;
  while (!state().isOver) {
    const standby = standbys[Math.floor(random() * 2)]!;
    const choice = random();
    if (standby === promoted || !faults || choice < 0.6) {
      if (standby !== promoted) {
        const delay = ['0', '30ms', '400ms'][Math.floor(random() * 3)]!;
        await standby.set('recovery_min_apply_delay', delay);
        count('delay');
      }
    } else if (choice < 0.8) {
      await standby.pause();
      await sleep(100 + random() * 2_000);
      await standby.resume();
      count('pause');
    } else if (choice < 0.93) {
      await standby.kill();
      await sleep(random() * 500);
      await standby.up();
      count('kill of a standby');
    } else {
      await primary.kill();
      await sleep(random() * 500);
      await primary.up();
      count('kill of the primary');
    }
    if (faults && !promoted && state().part > 0.9) {
      await standbys[1].promote();
      promoted = standbys[1];
      count('promotion');
    }
    await sleep(50 + random() * 200);
  }
  for (const each of standbys) {
    if (each !== promoted) await each.set('recovery_min_apply_delay', '0');
  }
}
