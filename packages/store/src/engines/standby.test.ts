import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  startPostgres,
  startStandby,
  type PostgresServer,
  type Standby,
} from '../../tests/postgres-server.ts';
import { actor } from '../../tests/seed.ts';
import { openStore, type Store } from '../open.ts';
import { createReferenceCache, type ReferenceCache } from '../reading/reference-cache.ts';
import { createLoaders } from '../reading/loaders.ts';
import { actors } from '../tables/actor.ts';
import { rowsOf } from './database.ts';

const PATIENCE = 20_000;

let primary: PostgresServer;
let standby: Standby;
let writing: Store;
let reading: Store;
let cache: ReferenceCache;

beforeAll(async () => {
  primary = await startPostgres();
  const first = await openStore({ databaseUrl: `${primary.url}postgres`, dataDir: '' });
  await first.db.insert(actors).values(actor('a:1', 'First'));
  await first.close();
  standby = await startStandby(primary);
  writing = await openStore({ databaseUrl: `${primary.url}postgres`, dataDir: '' });
  reading = await openStore({ databaseUrl: `${standby.url}postgres`, dataDir: '' });
  cache = createReferenceCache(() => reading.listener.state().isConnected);
  await reading.onNotice(({ about }) => {
    if (about !== 'commit') cache.drop();
  });
});
afterAll(async () => {
  await reading.close();
  await writing.close().catch(() => {});
  await standby.stop();
  await primary.stop();
});

/** As an answer has it: from the cache, or from the database and then in the cache. */
const cachedName = async () => (await createLoaders(reading.db, cache).one(actors, 'a:1'))?.name;
const nameInDatabase = async () =>
  (await reading.db.select().from(actors).where(eq(actors.key, 'a:1')))[0]?.name;
const rename = (name: string) =>
  writing.db.update(actors).set({ name }).where(eq(actors.key, 'a:1'));
const replayed = async () =>
  (await rowsOf<{ at: string }>(reading.db, sql`select pg_last_wal_replay_lsn()::text as at`))[0]!
    .at;

test('a store opens on a standby, changes nothing there, and says that it is ready', async () => {
  expect(reading.isStandby).toBe(true);
  expect(writing.isStandby).toBe(false);
  await vi.waitFor(
    async () => expect(await reading.readiness()).toEqual({ is: 'ready' }),
    PATIENCE,
  );
  await expect(reading.db.insert(actors).values(actor('a:2', 'Second'))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('read-only') },
  });
});

test('what is cached follows what the standby has replayed, however late', async () => {
  await vi.waitFor(async () => expect(await cachedName()).toBe('First'), PATIENCE);
  await rename('Second');
  await vi.waitFor(async () => expect(await cachedName()).toBe('Second'), PATIENCE);
  expect(cache.state().rows).toBe(1);

  // Longer than any test takes: what is replayed when is for the test to say.
  await standby.set('recovery_min_apply_delay', '1h');
  const before = await replayed();
  await rename('Third');
  // Until the standby has it, the database itself says so, too.
  expect(await nameInDatabase()).toBe('Second');
  expect(await cachedName()).toBe('Second');
  await standby.set('recovery_min_apply_delay', '0');
  await vi.waitFor(async () => expect(await nameInDatabase()).toBe('Third'), PATIENCE);
  expect(await replayed()).not.toBe(before);
  await vi.waitFor(async () => expect(await cachedName()).toBe('Third'), PATIENCE);
});

test('while the standby is away nothing is cached, and its return is noticed', async () => {
  await vi.waitFor(async () => expect(await cachedName()).toBe('Third'), PATIENCE);
  await standby.down();
  await vi.waitFor(() => expect(reading.listener.state().isConnected).toBe(false), PATIENCE);
  expect(await reading.readiness()).toMatchObject({ is: 'gone' });
  expect(cache.get(actors, 'a:1')).toBeUndefined();
  await rename('Fourth');
  await standby.up();
  await vi.waitFor(async () => expect(await cachedName()).toBe('Fourth'), PATIENCE);
  expect(await reading.readiness()).toEqual({ is: 'ready' });
});

test('a promoted standby is listened to, and takes writes', async () => {
  await primary.down();
  await standby.promote();
  await vi.waitFor(async () => {
    const [{ listening } = {}] = await rowsOf<{ listening: string }>(
      reading.db,
      sql`select count(*)::text as listening from pg_stat_activity where query like 'listen casus%'
        or query like '%pg_listening_channels%'`,
    );
    expect(Number(listening)).toBeGreaterThan(0);
    expect(reading.listener.state().isConnected).toBe(true);
  }, PATIENCE);
  await reading.db.update(actors).set({ name: 'Fifth' }).where(eq(actors.key, 'a:1'));
  await reading.db.execute(sql`select pg_notify('casus', '{"about":"reference"}')`);
  await vi.waitFor(async () => expect(await cachedName()).toBe('Fifth'), PATIENCE);
});
