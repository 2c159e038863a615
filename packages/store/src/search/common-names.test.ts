import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { conflict, event } from '../../tests/seed.ts';
import { rowsOf } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { eventParticipants, events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { SEARCH_TYPES } from '../vocabulary.ts';
import { replaceCommonNames, type CommonName } from './common-names.ts';
import { catchUpSearch, leaveSearchForLater } from './later.ts';
import { search, wantedOf } from './search.ts';

const taliban = (name: string, language: string, position: number): CommonName => ({
  entity: 'ACTOR',
  entityKey: 'a:taleban',
  position,
  name,
  language,
  source: 'Somebody',
});
const NAMES = [taliban('Taliban', 'en', 0), taliban('طالبان', 'ar', 1)];

describe.each(ENGINES)('common names on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const replace = (names: readonly CommonName[]) =>
    store.db.transaction((transaction) => replaceCommonNames(transaction, names));

  async function found(query: string) {
    const wanted = (await wantedOf(store.db, query))!;
    const now = '2022-09-17T00:00:00.000Z';
    const page = await search(store.db, wanted, SEARCH_TYPES, { size: 5, cursor: null, now });
    return page.edges.map(({ node }) => node);
  }
  const keys = async (query: string) => (await found(query)).map(({ key }) => key);
  const actor = (key: string, name: string) =>
    ({ key, name, kind: 'ARMED_GROUP', source: 'test' }) as const;

  test('wait for what they name, are read as its own, and go with the record', async () => {
    expect(await replace(NAMES)).toBe(2);
    expect(await keys('taliban')).toEqual([]);
    await store.db.insert(actors).values(actor('a:taleban', 'Taleban'));
    expect(await found('taliban')).toEqual([
      {
        type: 'ACTOR',
        key: 'a:taleban',
        match: 'WHOLE',
        score: 949,
        matchedText: 'Taliban',
        matchedLanguage: 'en',
      },
    ]);
    expect((await found('طَالِبَان'))[0]).toMatchObject({
      matchedText: 'طالبان',
      matchedLanguage: 'ar',
    });
    expect(await keys('taleban')).toEqual(['a:taleban']);

    expect(await replace(NAMES)).toBe(0);
    expect(await replace([taliban('Talibs', 'en', 0)])).toBe(3);
    expect(await keys('taliban')).toEqual([]);
    expect(await keys('talibs')).toEqual(['a:taleban']);
    await replace([]);
    expect(await keys('talibs')).toEqual([]);
    expect(await keys('taleban')).toEqual(['a:taleban']);
    expect(await rowsOf(store.db, sql`select count(*)::int as names from search_names`)).toEqual([
      { names: 1 },
    ]);
  });

  test('are joined by what is imported with search left for later', async () => {
    await replace([{ ...taliban('Houthis', 'en', 0), entityKey: 'a:ansarallah' }]);
    await store.db.transaction(async (transaction) => {
      await leaveSearchForLater(transaction);
      await transaction.insert(actors).values(actor('a:ansarallah', 'Ansarallah'));
      await catchUpSearch(transaction);
    });
    expect(await keys('houthis')).toEqual(['a:ansarallah']);
  });

  test('do not keep a word of theirs from being read as what it is like', async () => {
    const tajikistan = {
      key: 'p:tj',
      name: 'Tajikistan',
      kind: 'COUNTRY',
      source: 'test',
    } as const;
    await store.db.insert(places).values(tajikistan);
    await store.db.insert(conflicts).values(conflict('c:1', 'Kyrgyzstan – Tajikistan'));
    expect(await keys('kyrgyzstan tadjikistan')).toEqual(['c:1']);
    await replace([
      { ...taliban('Tadjikistan', 'fr', 0), entity: 'PLACE', entityKey: tajikistan.key },
    ]);
    expect(await found('kyrgyzstan tadjikistan')).toMatchObject([
      { key: 'c:1', match: 'ALIKE', matchedText: 'Kyrgyzstan – Tajikistan' },
    ]);
    expect(await found('tadjikistan')).toMatchObject([{ key: 'p:tj', match: 'WHOLE' }]);
  });

  test('find the pairs that a party is of, after itself, their conflict and those who fight under a longer name', async () => {
    await store.db.insert(actors).values(actor('a:government', 'Government of Mali'));
    await store.db.insert(actors).values(actor('a:jnim', 'JNIM'));
    await store.db.insert(conflicts).values(conflict('c:mali', 'Mali: Government'));
    const pair = { source: 'test', conflictKey: 'c:mali', sideAKey: 'a:government' };
    await store.db.insert(dyads).values([
      { key: 'd:1', name: 'Government of Mali - JNIM', sideBKey: 'a:jnim', ...pair },
      { key: 'd:2', name: 'Government of Mali - Talibs', sideBKey: 'a:taleban', ...pair },
    ]);
    const mali = (name: string, position: number, entityKey = 'a:jnim'): CommonName => ({
      ...taliban(name, 'en', position),
      entityKey,
    });
    await replace([
      mali('Al-Qaeda', 0),
      mali('Malian army', 0, 'a:government'),
      { ...mali('Al-Qaeda war', 0, 'c:mali'), entity: 'CONFLICT' },
      { ...mali('Veterans of Al-Qaeda', 0, 'a:taleban') },
    ]);
    expect(await found('al qaeda')).toMatchObject([
      { key: 'a:jnim', match: 'WHOLE' },
      { key: 'c:mali', match: 'START' },
      { key: 'a:taleban', match: 'WORDS' },
      { type: 'DYAD', key: 'd:1', match: 'WORDS', matchedText: 'Al-Qaeda', matchedLanguage: 'en' },
      { type: 'DYAD', key: 'd:2', match: 'WORDS', matchedText: 'Veterans of Al-Qaeda' },
    ]);
    expect(await keys('malian army al qaeda')).toEqual(['d:1', 'd:2']);
    expect((await found('government of mali jnim'))[0]).toMatchObject({
      key: 'd:1',
      match: 'WHOLE',
      matchedLanguage: null,
    });

    await replace([mali('Nusrat', 0)]);
    expect(await keys('al qaeda')).toEqual([]);
    expect(await keys('nusrat')).toEqual(['a:jnim', 'd:1']);
    await store.db.update(dyads).set({ sideBKey: 'a:taleban' });
    expect(await keys('nusrat')).toEqual(['a:jnim']);
    await replace([]);
    await store.db.delete(dyads);
  });

  test('of two that are called alike the one with more events comes first', async () => {
    await store.db.insert(actors).values([actor('a:1', 'Front'), actor('a:2', 'Front')]);
    await store.db.insert(actors).values({ ...actor('a:3', 'Front'), kind: 'UNNAMED_SOURCE' });
    await store.db.transaction(async (transaction) => {
      await leaveSearchForLater(transaction);
      await transaction.insert(actors).values(actor('a:4', 'Front of the west'));
      const fought = Array.from({ length: 40 }, (_, n) => event(`e:${n + 10}`, 1));
      await transaction.insert(events).values(fought);
      await transaction.insert(eventParticipants).values(
        fought.map(({ key }) => ({
          eventKey: key,
          actorKey: 'a:4',
          role: 'SIDE_A' as const,
          position: 1,
        })),
      );
      await catchUpSearch(transaction);
    });
    expect(await keys('front')).toEqual(['a:1', 'a:2', 'a:4', 'a:3']);
    expect(await keys('fron')).toEqual(['a:4', 'a:1', 'a:2', 'a:3']);
  });
});
