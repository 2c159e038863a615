import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { rowsOf } from '../database.ts';
import { openStore } from '../open.ts';

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
