import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../tests/engines.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import { openStore, type Store } from '../open.ts';
import { createPlanner } from './cached-plans.ts';

let store: Store;
let reader: Client;
beforeAll(async () => {
  const databaseUrl = await freshDatabase();
  store = await openStore({ databaseUrl, dataDir: '' });
  reader = new Client({ connectionString: databaseUrl });
  await reader.connect();
});
afterAll(async () => {
  await reader.end();
  await store.close();
});

const insert = (db: Database, from: number, to: number) =>
  db.execute(
    sql`insert into search_words (word) select 'word ' || n from generate_series(${from}::int, ${to}::int) n`,
  );
const optionsOf = (db: Database) =>
  rowsOf(db, sql`select reloptions from pg_class where relname = 'search_words'`);

test('a plan made for a table with few rows is made again while a writer fills it', async () => {
  const { db } = store;
  await insert(db, 1, 3);
  await db.execute(sql`analyze search_words`);
  const options = await optionsOf(db);
  await reader.query('set plan_cache_mode = force_generic_plan');
  await reader.query('prepare by_word(text) as select word from search_words where word = $1');
  const plan = async () => {
    const { rows } = await reader.query<{ 'QUERY PLAN': string }>(
      "explain (costs off) execute by_word('word 2')",
    );
    return rows[0]!['QUERY PLAN'];
  };
  expect(await plan()).toMatch(/^Seq Scan/);
  await db.transaction(async (writer) => {
    const planner = createPlanner(db);
    await planner.look();
    await insert(writer, 4, 20_000);
    expect(await plan()).toMatch(/^Seq Scan/);
    await planner.look();
    expect(await plan()).toMatch(/^Index/);
  });
  expect(await optionsOf(db)).toEqual(options);
});
