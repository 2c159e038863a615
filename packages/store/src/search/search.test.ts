import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { conflict, event } from '../../tests/seed.ts';
import { rowsOf } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { countHits, search, wantedOf } from './search.ts';
import { actors } from '../tables/actor.ts';
import { conflicts } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { reports } from '../tables/report.ts';
import { searchNames } from '../tables/search.ts';
import { SEARCH_TYPES, type SearchType } from '../vocabulary.ts';

const source = 'test';
const now = '2022-09-17T00:00:00.000Z';

describe.each(ENGINES)('search on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.db.insert(places).values([
      {
        key: 'p:kg',
        slug: 'kyrgyzstan',
        name: 'Kyrgyzstan',
        names: { ky: 'Кыргызстан', ru: 'Киргизия', tg: 'Қирғизистон' },
        kind: 'COUNTRY',
        source,
      },
      { key: 'p:1', name: 'Vorukh', names: { tg: 'Ворух' }, kind: 'SETTLEMENT', source },
      { key: 'p:2', name: 'Vorukh district', kind: 'ADMIN2', source },
      { key: 'p:3', name: 'Côte d’Ivoire', kind: 'COUNTRY', source },
      { key: 'p:4', name: 'Ломоносов — 50%_\\ "x"', kind: 'SETTLEMENT', source },
    ]);
    await store.db.insert(actors).values([
      { key: 'a:1', name: 'Red Cross of the north', kind: 'ARMED_GROUP', source },
      { key: 'a:2', slug: 'red', name: 'The Red Cross of the far south', kind: 'PERSON', source },
      { key: 'a:3', slug: 'icrc', name: 'Red Cross', kind: 'PERSON', source },
    ]);
    await store.db.insert(conflicts).values(conflict('c:1', 'Vorukh: Water'));
    await store.db
      .insert(events)
      .values(
        Array.from({ length: 30 }, (_, n) => event(`e:${n + 10}`, 1, { name: 'Clash, Isfara' })),
      );
    await store.db.insert(reports).values({ key: 'r:1', title: 'Clash in Isfara told', source });
  });
  afterAll(() => store.close());

  async function found(
    query: string,
    { types = SEARCH_TYPES, size = 20 }: { types?: readonly SearchType[]; size?: number } = {},
  ) {
    const wanted = await wantedOf(store.db, query);
    if (!wanted) return null;
    const page = await search(store.db, wanted, types, { size, cursor: null, now });
    return page.edges.map(({ node }) => node);
  }
  const keys = async (query: string) => (await found(query))?.map(({ key }) => key);

  test.each([
    ['Vorukh', ['p:1', 'c:1', 'p:2']],
    ['Ворух', ['p:1', 'c:1', 'p:2']],
    ['voru', ['c:1', 'p:1', 'p:2']],
    ['vorukk', ['c:1', 'p:1', 'p:2']],
    ['district vorukh', ['p:2']],
    ['Кыргызстан', ['p:kg']],
    ['Киргизия', ['p:kg']],
    ['Қирғизистон', ['p:kg']],
    ['kirgizstan', ['p:kg']],
    ['kirgistan', ['p:kg']],
    ['COTE DIVOIRE', ['p:3']],
    ['Côte', ['p:3']],
    ['lomonosov', ['p:4']],
    ['50%_\\ "X"', ['p:4']],
    ['Red Cross', ['a:3', 'a:1', 'a:2']],
    ["'; drop table search_names; --", []],
    ['<b>Vorukh</b>', []],
    ['%', undefined],
    ['nul\0', undefined],
    ['ва-банк', []],
  ])('%s', async (query, expected) => {
    expect(await keys(query)).toEqual(expected);
  });

  test('tells how it matched, by which name, and how well', async () => {
    expect((await found('Киргизия'))![0]).toEqual({
      type: 'PLACE',
      key: 'p:kg',
      match: 'WHOLE',
      score: 999,
      matchedText: 'Киргизия',
      matchedLanguage: 'ru',
    });
    expect((await found('kirgistan'))![0]).toMatchObject({
      match: 'ALIKE',
      matchedText: 'Kyrgyzstan',
      matchedLanguage: null,
    });
  });

  test('pages through one name of many events, and counts them', async () => {
    const wanted = (await wantedOf(store.db, 'clash isfara'))!;
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await search(store.db, wanted, SEARCH_TYPES, { size: 7, cursor, now });
      seen.push(...page.edges.map(({ node }) => node.key));
      cursor = page.hasNextPage ? page.edges.at(-1)!.cursor : null;
    } while (cursor);
    expect(seen).toEqual([...Array.from({ length: 30 }, (_, n) => `e:${n + 10}`), 'r:1']);
    expect(await countHits(store.db, wanted, SEARCH_TYPES, now)).toBe(31);
    expect(await countHits(store.db, wanted, ['REPORT'], now)).toBe(1);
    expect((await found('clash', { types: ['REPORT'] }))!.map(({ key }) => key)).toEqual(['r:1']);
  });

  test('follows what is renamed, curated and deleted', async () => {
    await store.db.insert(places).values({ key: 'p:9', name: 'Alpha', kind: 'AREA', source });
    expect((await found('alpha'))![0]!.score).toBe(799);
    await store.db.update(places).set({ slug: 'alpha' }).where(eq(places.key, 'p:9'));
    expect((await found('alpha'))![0]!.score).toBe(849);
    await store.db.update(places).set({ name: 'Omega' }).where(eq(places.key, 'p:9'));
    expect(await keys('alpha')).toEqual([]);
    expect(await keys('omega')).toEqual(['p:9']);
    await store.db.delete(places).where(eq(places.key, 'p:9'));
    expect(await keys('omega')).toEqual([]);
    expect(await store.db.select().from(searchNames).where(eq(searchNames.name, 'Omega'))).toEqual(
      [],
    );
  });

  test('folds every letter of Cyrillic into Latin', async () => {
    const [row] = await rowsOf<{ folded: string }>(
      store.db,
      sql`select search_fold('абвгдеёжзийклмнопрстуфхцчшщъыьэюя ґєії ғӣқӯҳҷ ңөү әұўһ ə') as folded`,
    );
    expect(row!.folded).toBe('abvgdeezhziiklmnoprstufkhtschshshchieiuia gieiii ghikuhj nou auoh a');
  });
});
