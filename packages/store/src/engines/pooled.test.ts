import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test, vi } from 'vitest';
import { startBreakableProxy } from '../../tests/breakable-proxy.ts';
import { rowsOf, type Database } from './database.ts';
import { openStore, type Store } from '../open.ts';
import { readObjects } from '../reading/read.ts';
import { outageOf } from '../store-error.ts';
import { namesOfPrepared } from './pooled.ts';

test('a connection lost in the middle of a transaction fails that one, and nothing else', async () => {
  const store = await openStore({ databaseUrl: `${inject('postgresUrl')}postgres`, dataDir: '' });
  const lost = store.db.transaction(async (transaction) => {
    const [own] = await rowsOf<{ pid: number }>(transaction, sql`select pg_backend_pid() as pid`);
    await store.db.execute(sql`select pg_terminate_backend(${own!.pid}, 5000)`);
    await transaction.execute(sql`select 1`);
  });
  await expect(lost).rejects.toThrow();
  expect(await rowsOf(store.db, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  await store.close();
});

describe('a connection lost under a statement', () => {
  const SLOW = sql`select pg_sleep(0.5), 'read' as what`;
  const kill = async (store: Store) => {
    await sleep(100);
    await store.db.execute(
      sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where query like '%''read'' as what%' and pid <> pg_backend_pid()`,
    );
  };

  test('costs a read a second try, on another', async () => {
    const store = await openStore({ databaseUrl: `${inject('postgresUrl')}postgres`, dataDir: '' });
    const [rows] = await Promise.all([readObjects(store.db, SLOW), kill(store)]);
    expect(rows).toMatchObject([{ what: 'read' }]);
    await store.close();
  });

  test('is the end of a statement that may write', async () => {
    const store = await openStore({ databaseUrl: `${inject('postgresUrl')}postgres`, dataDir: '' });
    const [asked] = await Promise.allSettled([store.db.execute(SLOW), kill(store)]);
    expect(asked.status === 'rejected' && outageOf(asked.reason)).toBe('lost');
    await store.close();
  });
});

test('who asks for more connections than a role may have waits for one of those it has', async () => {
  const url = `${inject('postgresUrl')}postgres`;
  const admin = await openStore({ databaseUrl: url, dataDir: '' });
  await admin.db.execute("create role few login superuser password 'few'");
  const databaseUrl = url.replace('casus:casus', 'few:few');
  const store = await openStore({ databaseUrl, dataDir: '' });
  await admin.db.execute('alter role few nosuperuser connection limit 3');
  const ask = () => readObjects(store.db, sql`select pg_sleep(0.05), 1 as one`);
  for (const _ of [1, 2, 3]) {
    const answers = await Promise.all(Array.from({ length: 30 }, ask));
    expect(answers).toHaveLength(30);
    // The next time all are asked for anew.
    await admin.db.execute(
      sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'few'`,
    );
  }
  await store.close();
  await admin.db.execute('drop role few');
  await admin.close();
});

test('a connection cut in silence is given up with the first request that ends on it', async () => {
  const server = new URL(`${inject('postgresUrl')}postgres`);
  const proxy = await startBreakableProxy(Number(server.port));
  server.port = String(proxy.port);
  const store = await openStore({ databaseUrl: server.href, dataDir: '', poolSize: 1 });
  const ask = (db: Database) => readObjects(db, sql`select 1 as one`);
  await ask(store.db);
  proxy.silence();
  await expect(ask(store.withSignal(AbortSignal.timeout(200)))).rejects.toThrow('not wanted');
  // Nobody has a connection while the pool waits for the cancelled statement to end.
  await vi.waitFor(async () => expect(await ask(store.db)).toEqual([{ one: 1 }]), 20_000);
  await store.close();
  await proxy.close();
});

test('no more is kept prepared than a connection has room for, however clients vary what they ask', () => {
  const nameOf = namesOfPrepared();
  const asked = (length: number, at: number) => `select ${at}`.padEnd(length);
  expect(nameOf(asked(60_001, 0))).toBeUndefined();
  const names = Array.from({ length: 200 }, (_, at) => nameOf(asked(10_000, at)));
  expect(new Set(names.slice(0, 100)).size).toBe(100);
  expect(names.slice(100)).toEqual(Array.from({ length: 100 }));
  expect(nameOf(asked(10_000, 7))).toBe(names[7]);
  const short = namesOfPrepared();
  const shortOnes = Array.from({ length: 1_001 }, (_, at) => short(asked(20, at)));
  expect(shortOnes.indexOf(undefined)).toBe(1_000);
});
