import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { conflict, event } from '../../tests/seed.ts';
import { eventsListed, eventsWhere, eventsWhereWalked } from './event.ts';
import { countedByPoints } from '../events/points.ts';
import { countsOf, ofAll, pagesOf } from '../lists/page.ts';
import { rowsOf } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { conflicts } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { reports } from '../tables/report.ts';

const NAMES = [
  'Shots at 100% of Vorukh',
  'a_b',
  'aXb',
  'C:\\Chorkuh',
  'Qāʾim – Şırnak',
  'Тоҷикистон',
  'ё',
  '½ of İsfara',
  'Straße',
  '',
];
/** Whole words, parts of them, signs that patterns know, and letters that lose or gain some without their accents. */
const WORDS = [
  ...['vorukh', 'ORU', '%', '_', '\\', '\\C', 'a_b', "'", 'qa', 'qa’', 'şır', 'sirn', 'тоҷ'],
  ...['е', 'ё', '1/2', '½', 'ss', 'ß', 'isf', 'İ', 'shots vorukh', 'x', 'nowhere', 'a'],
];

describe.each(ENGINES)('words in events on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const { db } = store;
    await db.insert(places).values(
      NAMES.map((name, at) => ({
        key: `p:${at}`,
        name,
        names: { ru: NAMES.at(at - 3)! },
        kind: 'SETTLEMENT' as const,
        source: 'test',
      })),
    );
    await db.insert(conflicts).values(
      NAMES.map((name, at) => ({
        ...conflict(`c:${at}`, name),
        names: { tg: NAMES.at(at - 5)!, ky: 'x' },
      })),
    );
    await db
      .insert(events)
      .values(
        NAMES.flatMap((name, at) => [
          event(`named:${at}`, 1, { name }),
          event(`told:${at}`, 1, { name: 'b', summary: name }),
          event(`translated:${at}`, 1, { name: 'b', nameTranslations: { ky: 'y', ru: name } }),
          event(`placed:${at}`, 1, { name: 'b', placeKey: `p:${at}` }),
          event(`fought:${at}`, 1, { name: 'b', conflictKey: `c:${at}` }),
        ]),
      );
  });
  afterAll(() => store.close());

  const found = async (text: string, where = eventsWhere({ text }, null)) => {
    const rows = await store.db
      .select({ key: events.key })
      .from(events)
      .where(where)
      .orderBy(asc(events.key));
    return rows.map(({ key }) => key);
  };

  /** What the texts of each event, read one by one, say of a word. */
  async function read(word: string): Promise<string[]> {
    const has = (text: unknown) =>
      sql`strpos(lower(unaccent(${text})), lower(unaccent(${word}))) > 0`;
    const isIn = (texts: unknown) => sql`exists (
      select from jsonb_each_text(${texts}) given where ${has(sql.raw('given.value'))})`;
    const hasAny = (table: typeof places | typeof conflicts) =>
      sql`(${has(table.name)} or ${isIn(table.names)})`;
    const rows = await store.db
      .select({ key: events.key })
      .from(events)
      .leftJoin(places, eq(places.key, events.placeKey))
      .leftJoin(conflicts, eq(conflicts.key, events.conflictKey))
      .where(
        sql`${has(events.name)} or ${isIn(events.nameTranslations)} or ${has(events.summary)}
          or ${hasAny(places)} or ${hasAny(conflicts)}`,
      );
    return rows.map(({ key }) => key);
  }

  test.each(WORDS)('%s', async (text) => {
    const each = await Promise.all(text.split(' ').map(read));
    const all = each.reduce((some, others) => some.filter((key) => others.includes(key)));
    expect(await found(text)).toEqual(all.sort());
    expect(await found(text, eventsWhereWalked({ text }))).toEqual(all);
  });

  test('are those that they are called now', async () => {
    const { db } = store;
    await db.update(events).set({ name: 'Renamed' }).where(eq(events.key, 'named:0'));
    await db
      .update(places)
      .set({ names: { ru: 'Ворух' } })
      .where(eq(places.key, 'p:2'));
    expect(await found('renamed')).toEqual(['named:0']);
    expect(await found('ворух')).toEqual(['placed:2']);
    expect(await found('shots')).not.toContain('named:0');
  });

  test('are looked for in no title of a report, of which a name to compare is not even kept', async () => {
    await store.db.insert(reports).values({ key: 'r:1', title: 'Shots, reported', source: 'test' });
    const kept = await rowsOf<{ type: string; isKept: boolean }>(
      store.db,
      sql`select type, bool_and(plain is not null) as "isKept" from search_names group by type order by type::text`,
    );
    expect(kept).toEqual([
      { type: 'CONFLICT', isKept: true },
      { type: 'EVENT', isKept: true },
      { type: 'PLACE', isKept: true },
      { type: 'REPORT', isKept: false },
    ]);
    expect(await found('reported')).toEqual([]);
  });

  test('of thousands are listed in their order', async () => {
    const crowd = Array.from({ length: 1_100 }, (_, at) =>
      event(`crowd:${String(at).padStart(4, '0')}`, 1 + (at % 28), { name: 'A Crówd' }),
    );
    await store.db.insert(events).values(crowd);
    const listing = eventsListed({ text: 'crowd' }, 'LATEST_FIRST', null);
    const slice = { size: 60, forward: true, cursor: null };
    const page = (await pagesOf(store.db, listing, ofAll, [''], slice)).get('')!;
    const latest = crowd
      .map(({ key, earliest }) => `${earliest} ${key}`)
      .sort()
      .reverse();
    expect(page.edges.map(({ node }) => node.key)).toEqual(
      latest.slice(0, 60).map((each) => each.split(' ')[1]),
    );
    expect(await countsOf(store.db, listing, ofAll, [''])).toEqual(new Map([['', 1_100]]));
    const counted = { ...listing, counted: countedByPoints({ text: 'crowd' }, null)! };
    expect((await pagesOf(store.db, counted, ofAll, [''], slice)).get('')!.edges).toEqual(
      page.edges,
    );
  });
});
