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

test('others are told of all tables that have grown as soon as one of them is twice as large, or an index of one', async () => {
  const { db } = store;
  const rows = (table: string, count: number) =>
    db.execute(
      sql.raw(
        `insert into ${table} select n, repeat('word ', 50) from generate_series(1, ${count}) n`,
      ),
    );
  /** Which tables others have been told of since they were last asked for. */
  const told = async () => {
    const states = await rowsOf<{ table: string; state: string }>(
      db,
      sql`select relname as table, xmin::text as state from pg_class
        where relname in ('doubled', 'grown', 'same', 'indexed') order by relname`,
    );
    const changed = states.filter(({ table, state }) => known.get(table) !== state);
    for (const { table, state } of states) known.set(table, state);
    return changed.map(({ table }) => table);
  };
  const known = new Map<string, string>();
  for (const table of ['doubled', 'grown', 'same', 'indexed']) {
    await db.execute(sql.raw(`create table ${table} (number int, words text)`));
    await rows(table, 2_000);
  }
  await db.execute(sql`create index on indexed (number, words) where number < 0`);
  const planner = createPlanner(db);
  await planner.look();
  await told();
  await rows('grown', 1_000);
  await planner.look();
  expect(await told()).toEqual([]);
  await rows('doubled', 2_200);
  await planner.look();
  expect(await told()).toEqual(['doubled', 'grown']);
  await db.execute(
    sql`insert into indexed select -n, md5(n::text) || md5((-n)::text) from generate_series(1, 2000) n`,
  );
  await planner.look();
  expect(await told()).toEqual(['indexed']);
});
