import { sql } from 'drizzle-orm';
import { expect, inject, test } from 'vitest';
import { openStore } from './open.ts';
import { statementGivenUp } from './store-error.ts';

test('PostgreSQL gives up a statement that takes too long, and is well after it', async () => {
  const store = await openStore({
    databaseUrl: `${inject('postgresUrl')}postgres`,
    dataDir: '',
    statementTimeout: 100,
  });
  const late: unknown = await store.db.execute(sql`select pg_sleep(30)`).catch((error) => error);
  const wrong: unknown = await store.db.execute(sql`select nothing`).catch((error) => error);
  await expect(store.db.execute(sql`select pg_sleep(0)`)).resolves.toBeDefined();
  await store.close();
  expect(statementGivenUp(late)).toBe(true);
  expect(statementGivenUp(wrong)).toBe(false);
});
