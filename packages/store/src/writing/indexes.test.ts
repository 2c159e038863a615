import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { leaveIndexesForLater } from './indexes.ts';

const indexesOf = (db: Database) =>
  rowsOf<{ name: string }>(
    db,
    sql`select indexname as name, indexdef from pg_indexes where schemaname = 'public' order by 1`,
  );
const namesOf = async (db: Database) => (await indexesOf(db)).map(({ name }) => name);

class Undo extends Error {}

describe.each(ENGINES)('indexes left for later on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  test('are not there until they are made, and then as they were', async () => {
    const before = await indexesOf(store.db);
    await store.db.transaction(async (transaction) => {
      const make = await leaveIndexesForLater(transaction);
      const left = await namesOf(transaction);
      expect(left).not.toContain('events_earliest_key_index');
      expect(left).toContain('events_pkey');
      expect(left).toContain('events_slug_unique');
      expect(left).toContain('claims_subject_event_key_asserted_latest_key_index');
      await make();
    });
    expect(await indexesOf(store.db)).toEqual(before);
  });

  test('are there again where the transaction is undone', async () => {
    const before = await indexesOf(store.db);
    const undone = store.db.transaction(async (transaction) => {
      await leaveIndexesForLater(transaction);
      throw new Undo();
    });
    await expect(undone).rejects.toThrow(Undo);
    expect(await indexesOf(store.db)).toEqual(before);
  });

  test('stay on tables that hold more than a few rows', async () => {
    await store.db
      .transaction(async (transaction) => {
        await transaction.execute(sql`insert into reports (key, title, source)
          select 'report:' || n, repeat('A title ', 20), 'x' from generate_series(1, 20000) n`);
        await leaveIndexesForLater(transaction);
        const left = await namesOf(transaction);
        expect(left).toContain('reports_publisher_key_index');
        expect(left).not.toContain('events_earliest_key_index');
        throw new Undo();
      })
      .catch((error: unknown) => expect(error).toBeInstanceOf(Undo));
  });
});

test('indexes of a database to which somebody else is connected stay where they are', async () => {
  const store = await ENGINES.find(({ engine }) => engine === 'postgres')!.open();
  const [{ name }] = (await rowsOf<{ name: string }>(
    store.db,
    sql`select current_database() as name`,
  )) as [{ name: string }];
  const other = new Client({ connectionString: inject('postgresUrl') + name });
  await other.connect();
  try {
    await store.db.transaction(async (transaction) => {
      const before = await indexesOf(transaction);
      await (
        await leaveIndexesForLater(transaction)
      )();
      expect(await indexesOf(transaction)).toEqual(before);
      // Who reads meanwhile is answered.
      expect((await other.query('select from events')).rows).toEqual([]);
    });
  } finally {
    await other.end();
    await store.close();
  }
});
