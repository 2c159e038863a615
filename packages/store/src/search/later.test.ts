import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { catchUpSearch, leaveSearchForLater } from './later.ts';
import { places } from '../tables/place.ts';

describe.each(ENGINES)('search left for later on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const place = (key: string, name: string) =>
    ({ key, name, kind: 'SETTLEMENT', source: 'test' }) as const;
  const entered = async (db: Database) =>
    (await rowsOf<{ key: string }>(db, sql`select key from search_entries order by key`)).map(
      ({ key }) => key,
    );

  test('holds what was written once it has caught up, and follows each row from then on', async () => {
    await store.db.insert(places).values(place('p:before', 'Tort-Kocho'));
    await store.db.transaction(async (transaction) => {
      await leaveSearchForLater(transaction);
      await transaction.insert(places).values([place('p:one', 'Ak-Sai'), place('p:two', 'Batken')]);
      expect(await entered(transaction)).toEqual(['p:before']);
      await transaction
        .update(places)
        .set({ name: 'Samarkandek' })
        .where(sql`key = 'p:one'`);
      await catchUpSearch(transaction);
      expect(await entered(transaction)).toEqual(['p:before', 'p:one', 'p:two']);
      await transaction.insert(places).values(place('p:three', 'Vorukh'));
    });
    await store.db.insert(places).values(place('p:four', 'Isfara'));
    const names = await rowsOf(
      store.db,
      sql`select entry.key, folded from search_entries entry
          join search_names on id = name_id order by entry.key`,
    );
    expect(names).toMatchInlineSnapshot(`
      [
        {
          "folded": "| tort kocho |",
          "key": "p:before",
        },
        {
          "folded": "| isfara |",
          "key": "p:four",
        },
        {
          "folded": "| samarkandek |",
          "key": "p:one",
        },
        {
          "folded": "| vorukh |",
          "key": "p:three",
        },
        {
          "folded": "| batken |",
          "key": "p:two",
        },
      ]
    `);
    expect(await rowsOf(store.db, sql`select word from search_words where word = 'ak'`)).toEqual(
      [],
    );
  });

  test('is left as it was by a transaction that fails', async () => {
    const before = await entered(store.db);
    const failing = store.db.transaction(async (transaction) => {
      await leaveSearchForLater(transaction);
      await transaction.insert(places).values(place('p:lost', 'Lost'));
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    await store.db.insert(places).values(place('p:after', 'Kök-Tash'));
    expect(await entered(store.db)).toEqual([...before, 'p:after'].toSorted());
  });
});
