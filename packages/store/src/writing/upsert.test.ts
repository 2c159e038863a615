import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { conflictParties, conflictPlaces, conflicts } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { places } from '../tables/place.ts';
import { replaceParts } from './parts.ts';
import { RECORD, retireRecordRows, upsertEntities, type Source } from './upsert.ts';

describe.each(ENGINES)('writing on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.execute(sql`truncate actors, conflicts, places, datasets cascade`);
  });

  const LOW: Source = { key: 'low', outranks: [] };
  const GED: Source = { key: 'ucdp:ged', outranks: ['low'] };
  const actor = (name = 'Ministry', rest = {}) => ({
    key: 'a:1',
    name,
    kind: 'GOVERNMENT_BODY',
    ...rest,
  });
  const write = async (source: Source, name?: string, rest = {}) =>
    (await upsertEntities(store.db, actors, source, [actor(name, rest)])).get('a:1');

  test('adds, leaves the same alone, updates what differs', async () => {
    expect(await write(GED)).toBe('added');
    expect(await write(GED)).toBe('unchanged');
    expect(await write(GED, 'Ministry of Health')).toBe('updated');
    expect(await store.db.select({ name: actors.name }).from(actors)).toEqual([
      { name: 'Ministry of Health' },
    ]);
  });

  test('does not touch an unchanged row at all', async () => {
    await write(GED);
    const version = () => store.db.select({ xmin: sql<string>`xmin::text` }).from(actors);
    const before = await version();
    await write(GED);
    expect(await version()).toEqual(before);
  });

  test('the record overwrites an import, and no import the record', async () => {
    await write(GED, 'imported');
    expect(await write(RECORD, 'curated')).toBe('updated');
    expect(await write(GED, 'imported')).toBe('outranked');
    expect(await write(RECORD, 'curated')).toBe('unchanged');
    expect(await store.db.select({ name: actors.name }).from(actors)).toEqual([
      { name: 'curated' },
    ]);
  });

  test('of two sources the one of higher precedence describes a row, whoever comes first', async () => {
    expect(await write(LOW, 'low')).toBe('added');
    expect(await write(GED, 'high')).toBe('updated');
    expect(await write(LOW, 'low')).toBe('outranked');
    expect(
      await store.db.select({ name: actors.name, source: actors.source }).from(actors),
    ).toEqual([{ name: 'high', source: 'ucdp:ged' }]);
  });

  test('what a row leaves out is cleared, and defaults hold', async () => {
    await write(GED, 'Ministry', { description: 'Of health', names: { ru: 'Минздрав' } });
    expect(await write(GED)).toBe('updated');
    expect(
      await store.db.select({ description: actors.description, names: actors.names }).from(actors),
    ).toEqual([{ description: null, names: {} }]);
  });

  test('quotes, backslashes and other scripts come back as they went in', async () => {
    const name = `O'Brien "\\n" ; drop table actors -- Қирғиз 🇰🇬`;
    await write(GED, name);
    expect(await store.db.select({ name: actors.name }).from(actors)).toEqual([{ name }]);
  });

  test('columns that rows say nothing of can stay, and a silent change is none', async () => {
    await store.db.insert(actors).values({ ...actor(), source: 'x' } as never);
    const release = {
      key: 'd:1',
      series: 'ucdp:ged',
      name: 'GED',
      version: '22.1',
      providerKey: 'a:1',
      licence: 'CC BY 4.0',
      citation: 'Sundberg and Melander 2013',
      releasedEarliest: '2022-06-01T00:00:00.000Z',
      releasedLatest: '2022-06-30T23:59:59.999Z',
      releasedPrecision: 'MONTH',
      releasedEdtf: '2022-06',
    };
    const options = { uncompared: ['imported_at'], partial: true };
    const put = async (row: typeof release & { rowsRead?: number; importedAt?: string }) =>
      (await upsertEntities(store.db, datasets, GED, [row], options)).get('d:1');
    expect(await put(release)).toBe('added');
    expect(await put({ ...release, rowsRead: 9, importedAt: '2026-11-22T00:00:00.000Z' })).toBe(
      'updated',
    );
    expect(await put(release)).toBe('unchanged');
    expect(await put({ ...release, importedAt: '2026-11-23T00:00:00.000Z' })).toBe('unchanged');
    expect(
      await store.db
        .select({ rowsRead: datasets.rowsRead, importedAt: datasets.importedAt })
        .from(datasets),
    ).toEqual([{ rowsRead: 9, importedAt: '2026-11-22T00:00:00.000Z' }]);
  });

  test('a row that is newer stays, unless the record says otherwise', async () => {
    const isNewer = (stored: SQL, incoming: SQL) => sql`${stored}.name > ${incoming}.name`;
    const put = async (source: Source, name: string) =>
      (await upsertEntities(store.db, actors, source, [actor(name)], { isNewer })).get('a:1');
    expect(await put(GED, '2022')).toBe('added');
    expect(await put(GED, '2023')).toBe('updated');
    expect(await put(GED, '2022')).toBe('outdated');
    expect(await put(GED, '2023')).toBe('unchanged');
    expect(await put(RECORD, '2021')).toBe('updated');
    expect(await put(RECORD, '2020')).toBe('updated');
    expect(await put(GED, '2024')).toBe('outranked');
    expect(await store.db.select({ name: actors.name }).from(actors)).toEqual([{ name: '2020' }]);
  });

  test('a column is preserved where its condition holds', async () => {
    const preserve = {
      description: (stored: SQL, incoming: SQL) =>
        sql`${incoming}.description is null and ${stored}.name = 'kept'`,
    };
    const put = async (name: string, description?: string) =>
      (
        await upsertEntities(store.db, actors, GED, [actor(name, { description })], { preserve })
      ).get('a:1');
    const description = async () =>
      (await store.db.select({ is: actors.description }).from(actors))[0]!.is;
    expect(await put('kept', 'first')).toBe('added');
    expect(await put('kept')).toBe('unchanged');
    expect(await put('kept', 'second')).toBe('updated');
    expect(await put('gone')).toBe('updated');
    expect(await description()).toBe('second');
    expect(await put('gone')).toBe('updated');
    expect(await description()).toBeNull();
  });

  test.each([3, 200])(
    'of %i rows those that may be overwritten are told before any is',
    async (many) => {
      const rows = Array.from({ length: many }, (_, at) => ({ ...actor('new'), key: `a:${at}` }));
      const told: { key: string; stored: string[] }[] = [];
      const beforeOverwriting = async (given: readonly { key: string }[]) => {
        const stored = await store.db.select({ name: actors.name }).from(actors);
        for (const { key } of given) told.push({ key, stored: stored.map(({ name }) => name) });
      };
      await write(GED, 'old');
      await upsertEntities(store.db, actors, GED, rows, { beforeOverwriting });
      expect(told).toContainEqual({ key: 'a:1', stored: ['old'] });
      if (many === 200) expect(told).toHaveLength(1);
      // Of rows that nobody has written nothing is overwritten.
      await store.db.execute(sql`truncate actors cascade`);
      told.length = 0;
      await upsertEntities(store.db, actors, GED, rows, { beforeOverwriting });
      expect(told.map(({ stored }) => stored)).toEqual(many === 200 ? [] : rows.map(() => []));
    },
  );

  test('what the record gives up goes, or waits for the next import of it where its key is shared', async () => {
    const own = { ...actor(), key: 'record:a' };
    await upsertEntities(store.db, actors, RECORD, [own, actor('Ministry', { slug: 's' })]);
    const retire = (current: string[]) =>
      retireRecordRows(store.db, actors, { current, ownPrefix: 'record:' });
    expect(await retire(['record:a', 'a:1'])).toEqual([]);
    expect(await retire([])).toEqual(['record:a']);
    expect(
      await store.db
        .select({ key: actors.key, source: actors.source, slug: actors.slug })
        .from(actors),
    ).toEqual([{ key: 'a:1', source: 'unclaimed', slug: null }]);
    expect(await write(LOW)).toBe('updated');
  });

  test('parts become exactly those given, and it is told whose changed', async () => {
    await store.db.insert(actors).values([
      { key: 'a:1', name: 'A', kind: 'STATE', source: 'x' },
      { key: 'a:2', name: 'B', kind: 'STATE', source: 'x' },
    ]);
    await store.db.insert(conflicts).values([
      { key: 'c:1', name: 'One', source: 'x' },
      { key: 'c:2', name: 'Two', source: 'x' },
    ]);
    const party = (conflictKey: string, actorKey: string, side: string) => ({
      conflictKey,
      actorKey,
      side,
    });
    const put = async (rows: object[]) => [
      ...(await replaceParts(store.db, conflictParties, 'conflict_key', ['c:1', 'c:2'], rows)),
    ];
    const both = [party('c:1', 'a:1', 'A'), party('c:1', 'a:2', 'B'), party('c:2', 'a:1', 'A')];
    expect((await put(both)).sort()).toEqual(['c:1', 'c:2']);
    expect(await put(both)).toEqual([]);
    expect(await put(both.slice(1))).toEqual(['c:1']);
    expect(await put([])).toHaveLength(2);
    expect(await store.db.select().from(conflictParties)).toEqual([]);
  });

  test('parts that are nothing but their key are written once', async () => {
    await store.db.insert(conflicts).values({ key: 'c:1', name: 'One', source: 'x' });
    await store.db.insert(places).values({ key: 'p:1', name: 'Place', kind: 'AREA', source: 'x' });
    const put = () =>
      replaceParts(
        store.db,
        conflictPlaces,
        'conflict_key',
        ['c:1'],
        [{ conflictKey: 'c:1', placeKey: 'p:1' }],
      );
    expect([...(await put())]).toEqual(['c:1']);
    expect([...(await put())]).toEqual([]);
  });
});
