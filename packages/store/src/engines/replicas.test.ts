import { eq, sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  startPostgres,
  startStandby,
  type PostgresServer,
  type Standby,
} from '../../tests/postgres-server.ts';
import { actor } from '../../tests/seed.ts';
import { currentPosition, SNAPSHOT_POSITION } from '../history/position.ts';
import { openStore, type Store } from '../open.ts';
import { createLoaders } from '../reading/loaders.ts';
import { readRows } from '../reading/read.ts';
import { createReferenceCache } from '../reading/reference-cache.ts';
import { actors } from '../tables/actor.ts';
import { openReading } from './reading.ts';
import type { Source } from './replicas.ts';

const IN_TIME = { timeout: 20_000, interval: 20 };
const LAG_LIMIT = 1_000;

let primary: PostgresServer;
let standbys: Standby[];
let store: Store;

beforeAll(async () => {
  primary = await startPostgres();
  const first = await openStore({ databaseUrl: `${primary.url}postgres`, dataDir: '' });
  await first.db.insert(actors).values(actor('a:1', '0'));
  await first.close();
  standbys = [await startStandby(primary), await startStandby(primary)];
  store = await openStore({
    databaseUrl: `${primary.url}postgres`,
    replicaUrls: standbys.map(({ url }) => `${url}postgres`),
    replicaLag: LAG_LIMIT,
    dataDir: '',
  });
  await inUse(2);
});
afterAll(async () => {
  await store.close();
  await Promise.all(standbys.map((standby) => standby.stop()));
  await primary.stop();
});
afterEach(async () => {
  for (const standby of standbys)
    await standby.set('recovery_min_apply_delay', '0').catch(() => {});
});

const labelOf = ({ port }: PostgresServer) => `localhost:${port}`;
const stateOf = (standby: Standby) =>
  store.sources.replicas().find(({ label }) => label === labelOf(standby))!;
const inUse = (count: number) =>
  vi.waitFor(
    () => expect(store.sources.replicas().filter(({ left }) => left === null)).toHaveLength(count),
    IN_TIME,
  );
const signal = new AbortController().signal;

let renamed = 0;
async function rename(): Promise<{ name: number; position: string }> {
  renamed += 1;
  await store.db
    .update(actors)
    .set({ name: String(renamed) })
    .where(eq(actors.key, 'a:1'));
  return { name: renamed, position: await currentPosition(store.db) };
}
async function nameAt(atLeast: string | null): Promise<{ name: number; label: string }> {
  const reading = await openReading(store.sources, atLeast);
  const row = await createLoaders(reading.database(signal)).one(actors, 'a:1');
  return { name: Number(row!.name), label: reading.source.label };
}

test('no statement on a standby tells a position by itself', async () => {
  const [main, ...others] = await Promise.all(
    store.sources.all.map(({ db }) => readRows(db, sql`select ${SNAPSHOT_POSITION}`)),
  );
  expect(main).toEqual([[await currentPosition(store.db)]]);
  expect(others).toEqual([[[null]], [[null]]]);
});

test('reads are spread over the replicas, writes go to the primary', async () => {
  const { position } = await rename();
  await vi.waitFor(async () => {
    const labels = new Set<string>();
    for (let time = 0; time < 4; time += 1) labels.add((await nameAt(position)).label);
    expect(labels).toEqual(new Set(standbys.map(labelOf)));
  }, IN_TIME);
});

test('who asks from a position on is answered by who has got there', async () => {
  await standbys[0]!.set('recovery_min_apply_delay', '800ms');
  for (let time = 0; time < 20; time += 1) {
    const { name, position } = await rename();
    expect((await nameAt(position)).name).toBe(name);
  }
  for (const standby of standbys) await standby.set('recovery_min_apply_delay', '1h');
  // Once both have taken the setting over, neither has what is written, so the primary is read.
  await vi.waitFor(async () => {
    const { name, position } = await rename();
    expect(await nameAt(position)).toEqual({ name, label: 'primary' });
  }, IN_TIME);
});

test('a position that nobody has got to is refused', async () => {
  const position = await currentPosition(store.db);
  const [installation, , ordinal] = position.split('-');
  const ahead = `${installation}-7fffffffffff-${ordinal}`;
  await expect(openReading(store.sources, ahead)).rejects.toMatchObject({ code: 'AHEAD' });
  const foreign = `00000000-000000000001-${ordinal}`;
  await expect(openReading(store.sources, foreign)).rejects.toMatchObject({ code: 'FOREIGN' });
});

test('a replica that is behind is left, and taken back', async () => {
  await standbys[0]!.set('recovery_min_apply_delay', '1h');
  await vi.waitFor(async () => {
    await rename();
    expect(stateOf(standbys[0]!).left).toMatch(/^it is \d+ ms behind$/);
  }, IN_TIME);
  expect((await nameAt(null)).label).toBe(labelOf(standbys[1]!));
  await standbys[0]!.set('recovery_min_apply_delay', '0');
  await inUse(2);
});

describe('while replicas replay late, now and then', () => {
  /** One cache for each database, as the API has them. */
  function cached(source: Source) {
    const cache = createReferenceCache(() => source.listener.state().isConnected);
    const stop = source.onNotice(({ about }) => {
      if (about !== 'commit') cache.drop();
    });
    return {
      source,
      cache,
      stop,
      read: async () => Number((await createLoaders(source.db, cache).one(actors, 'a:1'))!.name),
    };
  }

  test('no cache tells less than its database had when it was last asked, nor keeps it', async () => {
    const all = store.sources.all.map(cached);
    await Promise.all(all.map(({ stop }) => stop));
    /** What was written by when. */
    const written: { name: number; position: string }[] = [await rename()];
    const leastAt = (position: string) =>
      Math.max(0, ...written.filter((each) => each.position <= position).map(({ name }) => name));
    let isOver = false;
    let compared = 0;

    async function readOn({ source, read }: (typeof all)[number]): Promise<void> {
      let before = 0;
      while (!isOver) {
        const from = source.progress.last()?.position;
        const name = await read();
        if (from !== undefined) {
          expect(name).toBeGreaterThanOrEqual(leastAt(from));
          compared += 1;
        }
        // Of one database, nothing is told that is older than what was told before.
        expect(name).toBeGreaterThanOrEqual(before);
        before = name;
        await sleep(1);
      }
    }
    const readers = Promise.all(all.flatMap((each) => [readOn(each), readOn(each)]));
    readers.catch(() => {});
    for (let time = 0; time < 60; time += 1) {
      const delay = ['0', '30ms', '300ms'][time % 3]!;
      if (time % 10 === 0) await standbys[(time / 10) % 2]!.set('recovery_min_apply_delay', delay);
      written.push(await rename());
      if (time % 4 === 0) await Promise.all(all.map(({ source }) => source.progress.read()));
      await sleep(10);
    }
    isOver = true;
    await readers;
    expect(compared).toBeGreaterThan(500);
    for (const standby of standbys) await standby.set('recovery_min_apply_delay', '0');
    for (const { read, cache } of all) {
      await vi.waitFor(async () => expect(await read()).toBe(renamed), IN_TIME);
      expect(cache.state().rows).toBe(1);
    }
    for (const { stop } of all) await (await stop)();
  });
});

test('what a replica was asked before it stood still, the primary answers', async () => {
  const { position, name } = await rename();
  await vi.waitFor(async () => expect((await nameAt(position)).label).not.toBe('primary'), IN_TIME);
  const readings = await Promise.all([1, 2].map(() => openReading(store.sources, position)));
  const reading = readings.find(({ source }) => source.label === labelOf(standbys[0]!))!;
  await standbys[0]!.pause();
  const row = await createLoaders(reading.database(signal)).one(actors, 'a:1');
  expect(Number(row!.name)).toBe(name);
  expect(reading.isWhole()).toBe(false);
  expect((await reading.position()) >= position).toBe(true);
  expect((await nameAt(null)).label).toBe(labelOf(standbys[1]!));
  await standbys[0]!.resume();
  await inUse(2);
});

test('replicas that vanish are left, what was asked of them the primary answers; they are taken back', async () => {
  const reading = await openReading(store.sources, null);
  const index = standbys.findIndex((standby) => labelOf(standby) === reading.source.label);
  await standbys[index]!.down();
  const row = await createLoaders(reading.database(signal)).one(actors, 'a:1');
  expect(Number(row!.name)).toBe(renamed);
  await standbys[1 - index]!.down();
  await inUse(0);
  expect((await nameAt(null)).label).toBe('primary');
  await Promise.all(standbys.map((standby) => standby.up()));
  await inUse(2);
});

test('the replicas answer while the primary is away, but not from a position that they have not got to', async () => {
  const { name, position } = await rename();
  await vi.waitFor(async () => expect((await nameAt(position)).label).not.toBe('primary'), IN_TIME);
  await primary.down();
  expect((await nameAt(position)).name).toBe(name);
  const [installation, commit, ordinal] = position.split('-');
  const next = (parseInt(commit!, 16) + 1).toString(16).padStart(12, '0');
  const ahead = `${installation}-${next}-${ordinal}`;
  await expect(openReading(store.sources, ahead)).rejects.toMatchObject({ code: 'BEHIND' });
  await primary.up();
  await vi.waitFor(() => rename(), IN_TIME);
});

/** Commits are sent to the standbys, and acknowledged once the one of that name has them; at once where it is empty. */
async function acknowledgedBy(name: string): Promise<void> {
  await store.db.execute(sql.raw(`alter system set synchronous_standby_names = '${name}'`));
  await store.db.execute(sql`select pg_reload_conf()`);
  // A new session has the setting once the server has told its processes, and a checkpoint is begun by the one that has
  // the others wait, after it has read what it was told.
  await vi.waitFor(async () => expect(await settingOfNewSession()).toBe(name), IN_TIME);
  await store.db.execute('checkpoint');
}

async function settingOfNewSession(): Promise<unknown> {
  const client = new Client({ connectionString: `${primary.url}postgres` });
  await client.connect();
  try {
    const { rows } = await client.query<{ names: string }>(
      `select current_setting('synchronous_standby_names') as names`,
    );
    return rows[0]!.names;
  } finally {
    await client.end();
  }
}

test('what a failover could take back is confirmed to nobody, until every standby or the primary has it', async () => {
  await inUse(2);
  await rename();
  const main = store.sources.all[0]!;
  const acknowledged = await main.progress.read();
  await store.sources.confirm(acknowledged);
  await acknowledgedBy('nobody');
  await standbys[1]!.pause();
  const writing = rename();
  const replica = store.sources.all.find(({ label }) => label === labelOf(standbys[0]!))!;
  const ahead = await vi.waitFor(async () => {
    const there = await replica.progress.read();
    expect(there.position > acknowledged.position).toBe(true);
    return there;
  }, IN_TIME);
  await expect(store.sources.confirm(ahead)).rejects.toMatchObject({ code: 'BEHIND' });
  await store.sources.confirm(acknowledged);
  await standbys[1]!.resume();
  await vi.waitFor(() => store.sources.confirm(ahead), IN_TIME);
  await acknowledgedBy('');
  await writing;
  await store.sources.confirm(ahead);
});

test('a replica that is promoted is left', async () => {
  await standbys[0]!.promote();
  await vi.waitFor(() => expect(stateOf(standbys[0]!).left).toMatch(/standby no more/), IN_TIME);
  await inUse(1);
  expect((await nameAt(null)).label).toBe(labelOf(standbys[1]!));
});

describe('what one standby alone shows is confirmed to nobody', () => {
  test.each([
    { though: 'each of the others was the primary once', atPrimary: () => primary },
    { though: 'it is what answers at the primary’s address', atPrimary: () => standbys[1]! },
  ])('though $though', async ({ atPrimary }) => {
    const urls = [primary, ...standbys].map(({ url }) => `${url}postgres`);
    const databaseUrl = `${atPrimary().url}postgres`;
    const other = await openStore({ databaseUrl, replicaUrls: urls, dataDir: '' });
    const takesWrites = () =>
      other.sources.replicas().map(({ left }) => left?.includes('standby no more') ?? false);
    await vi.waitFor(() => expect(takesWrites()).toEqual([true, true, false]), IN_TIME);
    const acknowledged = await currentPosition(store.db);
    await acknowledgedBy('nobody');
    const writing = rename();
    const ahead = await vi.waitFor(async () => {
      const there = await other.sources.all.at(-1)!.progress.read();
      expect(there.position > acknowledged).toBe(true);
      return there;
    }, IN_TIME);
    await other.sources.all[0]!.progress.read();
    await expect(other.sources.confirm(ahead)).rejects.toMatchObject({ code: 'BEHIND' });
    await acknowledgedBy('');
    await writing;
    await other.close();
  });
});

test('after a promotion positions go on far beyond any that the one before may have given, and who has not followed is left', async () => {
  const before = await currentPosition(store.db);
  const next = await openStore({
    databaseUrl: `${standbys[0]!.url}postgres`,
    replicaUrls: [`${standbys[1]!.url}postgres`],
    dataDir: '',
  });
  await next.db.update(actors).set({ name: 'Promoted' }).where(eq(actors.key, 'a:1'));
  const commitOf = (position: string) => parseInt(position.split('-')[1]!, 16);
  const after = await currentPosition(next.db);
  expect(commitOf(after) - commitOf(before)).toBeGreaterThan(1_000_000);
  await vi.waitFor(
    () => expect(next.sources.replicas()[0]!.left).toMatch(/not followed the standby/),
    IN_TIME,
  );
  // Once alone: the next commit is the next position.
  await next.db.update(actors).set({ name: 'Again' }).where(eq(actors.key, 'a:1'));
  expect(commitOf(await currentPosition(next.db)) - commitOf(after)).toBe(1);
  await next.close();
});
