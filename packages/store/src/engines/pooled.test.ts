import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { rowsOf } from '../database.ts';
import { openStore } from '../open.ts';
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

test('no more is kept prepared than a connection has room for, however clients vary what they ask', () => {
  const nameOf = namesOfPrepared();
  const asked = (length: number, at: number) => `select ${at}`.padEnd(length);
  expect(nameOf(asked(20_001, 0))).toBeUndefined();
  const names = Array.from({ length: 200 }, (_, at) => nameOf(asked(10_000, at)));
  expect(new Set(names.slice(0, 100)).size).toBe(100);
  expect(names.slice(100)).toEqual(Array.from({ length: 100 }));
  expect(nameOf(asked(10_000, 7))).toBe(names[7]);
  const short = namesOfPrepared();
  const shortOnes = Array.from({ length: 1_001 }, (_, at) => short(asked(20, at)));
  expect(shortOnes.indexOf(undefined)).toBe(1_000);
});
