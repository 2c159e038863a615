import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { keysNamed, rowsNamed } from '../entities/named.ts';
import type { Store } from '../open.ts';
import { readObjects } from '../reading/read.ts';
import { actors } from '../tables/actor.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { places } from '../tables/place.ts';
import { search, wantedOf } from '../search/search.ts';
import { nameEarlierDyads, settleSlugs } from './slugs.ts';
import { RECORD, retireRecordRows, upsertEntities, type Source } from './upsert.ts';

const GED: Source = { key: 'ucdp:ged', outranks: [] };

interface Given {
  key: string;
  name: string;
  slug?: string;
  kind?: string;
  parentKey?: string;
}

describe.each(ENGINES)('slugs on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.execute(sql`truncate actors, conflicts, dyads, places, slugs cascade`);
  });

  const TABLES = { actors, conflicts, places };
  async function write(name: keyof typeof TABLES, rows: readonly Given[], source = GED) {
    const table = TABLES[name];
    const preserve = { derived_slug: () => sql`true` };
    await upsertEntities(store.db, table, source, rows, { preserve });
    await settleSlugs(store.db, table, rows);
  }
  const group = (number: number, name: string, rest: Partial<Given> = {}): Given => ({
    key: `ucdp:actor:${number}`,
    name,
    kind: 'ARMED_GROUP',
    ...rest,
  });
  async function slugsOf(name: keyof typeof TABLES): Promise<Record<string, string | null>> {
    const table = TABLES[name];
    const rows = await store.db
      .select({
        key: table.key,
        slug: sql<string | null>`coalesce(${table.slug}, ${table.derivedSlug})`,
      })
      .from(table)
      .orderBy(table.key);
    return Object.fromEntries(rows.map(({ key, slug }) => [key, slug]));
  }
  const leadsTo = async (name: keyof typeof TABLES, slug: string) =>
    (await rowsNamed<(typeof TABLES)[keyof typeof TABLES]>(store.db, TABLES[name], [slug])).get(
      slug,
    )?.key;

  test.each([
    ['Afghanistan: Government', 'afghanistan-government'],
    ['Côte d’Ivoire: Government', 'cote-divoire-government'],
    ['Jabhat Fateh al-Sham (ex–Nusra)', 'jabhat-fateh-al-sham-ex-nusra'],
    ['Łódź, Straße, Ærø, İzmir, Đức', 'lodz-strasse-aero-izmir-duc'],
    ['Тоҷикистон', null],
    [`${'word '.repeat(15)}unbroken`, Array(15).fill('word').join('-')],
    ['x'.repeat(200), 'x'.repeat(80)],
  ])('%s is %s', async (name, slug) => {
    const rows = await readObjects(store.db, sql`select slug_part(${name}) as slug`);
    expect(rows).toEqual([{ slug }]);
  });

  test('dyads of an earlier version are named and found once it is opened, each by its own slug', async () => {
    await write('actors', [group(1, 'Government of X'), group(2, 'Rebels')]);
    await write('conflicts', [{ key: 'ucdp:conflict:9', name: 'X: Government' }]);
    const pair = {
      conflictKey: 'ucdp:conflict:9',
      sideAKey: 'ucdp:actor:1',
      sideBKey: 'ucdp:actor:2',
    };
    const name = 'Government of X - Rebels';
    await store.db.transaction(async (transaction) => {
      // As their migration leaves them: the search has not heard of them.
      await transaction.execute(sql`select set_config('casus.search', 'later', true)`);
      await transaction.insert(dyads).values([
        { key: 'ucdp:dyad:20', name, source: 'ucdp:ged', ...pair },
        { key: 'ucdp:dyad:3', name, source: 'ucdp:ged', ...pair },
        { key: 'record:x/pair', name, slug: 'x-pair', source: 'record', ...pair },
      ]);
    });
    const found = async () => {
      const wanted = (await wantedOf(store.db, 'rebels x'))!;
      const page = await search(store.db, wanted, ['DYAD'], {
        size: 5,
        cursor: null,
        now: '2026-01-01',
      });
      return page.edges.map(({ node }) => node.key).sort();
    };
    expect(await found()).toEqual([]);
    await nameEarlierDyads(store.db);
    await nameEarlierDyads(store.db);
    expect(await found()).toEqual(['record:x/pair', 'ucdp:dyad:20', 'ucdp:dyad:3']);
    // As a migration leaves them that makes their entries otherwise.
    await store.db.execute(sql`delete from search_entries where type = 'DYAD'`);
    expect(await found()).toEqual([]);
    await nameEarlierDyads(store.db);
    expect(await found()).toEqual(['record:x/pair', 'ucdp:dyad:20', 'ucdp:dyad:3']);
    const named = await rowsNamed(store.db, dyads, [
      'government-of-x-rebels',
      'government-of-x-rebels-20',
      'x-pair',
      'ucdp:dyad:20',
    ]);
    expect([...named].map(([slug, { key }]) => [slug, key]).sort()).toEqual([
      ['government-of-x-rebels', 'ucdp:dyad:3'],
      ['government-of-x-rebels-20', 'ucdp:dyad:20'],
      ['ucdp:dyad:20', 'ucdp:dyad:20'],
      ['x-pair', 'record:x/pair'],
    ]);
  });

  const NAMESAKES = [
    group(903, 'Fano'),
    group(88, 'FANO'),
    { key: 'ucdp:source:45/fano', name: 'Fano', kind: 'UNCLASSIFIED' },
    { key: 'ucdp:office:fano', name: 'Fano', kind: 'MEDIA' },
    { key: 'ucdp:source:45/residents', name: 'residents', kind: 'UNNAMED_SOURCE' },
  ];

  test('of namesakes the one of the lowest number has the name alone, in whatever order they come', async () => {
    const expected = {
      'ucdp:actor:88': 'fano',
      'ucdp:actor:903': 'fano-903',
      'ucdp:office:fano': expect.stringMatching(/^fano-[0-9a-f]{6}$/) as string,
      'ucdp:source:45/fano': 'fano-45',
      'ucdp:source:45/residents': null,
    };
    await write('actors', NAMESAKES);
    expect(await slugsOf('actors')).toEqual(expected);
    await store.db.execute(sql`truncate actors, slugs cascade`);
    for (const each of NAMESAKES.toReversed()) await write('actors', [each]);
    expect(await slugsOf('actors')).toEqual(expected);
    // The number leads to it everywhere, whether or not there are namesakes.
    expect(await leadsTo('actors', 'fano-88')).toBe('ucdp:actor:88');
  });

  test('a name that changes leaves its slug leading where it led, and none that comes later takes it', async () => {
    await write('actors', [group(303, 'Taleban')]);
    await write('actors', [group(303, 'Taliban')]);
    await write('actors', [group(9000, 'Taleban')]);
    expect(await slugsOf('actors')).toEqual({
      'ucdp:actor:303': 'taliban',
      'ucdp:actor:9000': 'taleban-9000',
    });
    expect(await leadsTo('actors', 'taleban')).toBe('ucdp:actor:303');
    expect(await leadsTo('actors', 'ucdp:actor:303')).toBe('ucdp:actor:303');
    expect(await leadsTo('actors', 'nobody')).toBeUndefined();
  });

  test('a curated slug wins, whichever comes first, and is given up with the row', async () => {
    const curated = {
      key: 'record:actor/fano',
      name: 'Fano of Amhara',
      slug: 'fano',
      kind: 'ARMED_GROUP',
    };
    await write('actors', [group(88, 'Fano')]);
    await write('actors', [curated], RECORD);
    expect(await slugsOf('actors')).toEqual({
      'record:actor/fano': 'fano',
      'ucdp:actor:88': 'fano-88',
    });
    expect(await leadsTo('actors', 'fano')).toBe('record:actor/fano');
    const keys = await readObjects(
      store.db,
      sql`select ${keysNamed(actors, ['fano', 'fano-88'])} as keys`,
    );
    expect(keys).toEqual([{ keys: ['record:actor/fano', 'ucdp:actor:88'] }]);
    await retireRecordRows(store.db, actors, { current: [], ownPrefix: 'record:' });
    expect(await leadsTo('actors', 'fano')).toBe('ucdp:actor:88');
  });

  test('a slug that the record changes still leads there, and so does that of the name', async () => {
    const row = { key: 'ucdp:conflict:13324', name: 'Kyrgyzstan - Tajikistan', slug: 'border-war' };
    await write('conflicts', [row], RECORD);
    await write('conflicts', [{ ...row, slug: 'kgz-tjk' }], RECORD);
    expect(await slugsOf('conflicts')).toEqual({ 'ucdp:conflict:13324': 'kgz-tjk' });
    for (const slug of ['border-war', 'kgz-tjk', 'kyrgyzstan-tajikistan', row.key]) {
      expect(await leadsTo('conflicts', slug)).toBe(row.key);
    }
  });

  test('a place has what it lies in before it, and follows it', async () => {
    const country = { key: 'iso:AF', name: 'Afghanistan', kind: 'COUNTRY' };
    const province = {
      key: 'ucdp:place:700/Balkh province',
      name: 'Balkh province',
      kind: 'ADMIN1',
      parentKey: country.key,
    };
    const town = {
      key: `${province.key}//Balkh`,
      name: 'Balkh',
      kind: 'SETTLEMENT',
      parentKey: province.key,
    };
    const astray = {
      key: 'ucdp:place:700///Balkh',
      name: 'Balkh',
      kind: 'SETTLEMENT',
      parentKey: country.key,
    };
    await write('places', [astray, town, province, country]);
    expect(await slugsOf('places')).toEqual({
      'iso:AF': 'afghanistan',
      [astray.key]: expect.stringMatching(/^afghanistan\/balkh-[0-9a-f]{6}$/) as string,
      [province.key]: 'afghanistan/balkh',
      [town.key]: 'afghanistan/balkh/balkh',
    });
    await write('places', [{ ...country, name: 'Khorasan' }]);
    expect((await slugsOf('places'))[town.key]).toBe('khorasan/balkh/balkh');
    expect(await leadsTo('places', 'afghanistan/balkh/balkh')).toBe(town.key);
  });

  test('a row that is not touched keeps its slug through another import', async () => {
    await write('actors', [group(5, 'Front')]);
    await write('actors', [group(5, 'Front'), group(6, 'Front')]);
    expect(await slugsOf('actors')).toEqual({ 'ucdp:actor:5': 'front', 'ucdp:actor:6': 'front-6' });
    const [row] = await store.db.select().from(actors).where(eq(actors.key, 'ucdp:actor:5'));
    expect(row?.slug).toBeNull();
  });
});
