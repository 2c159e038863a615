import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { event, seedEvents } from '../../tests/seed.ts';
import { EVENT_CELLS, eventRows } from './event-rows.ts';
import { eventOrder } from '../entities/event.ts';
import type { Store } from '../open.ts';
import { atOneMoment, itemsOf, listOf, partsIn, partsOf, readInBatches } from './stream.ts';
import { events } from '../tables/event.ts';

async function wholeOf<Batch>(batches: AsyncGenerator<Batch>): Promise<Batch[]> {
  const whole: Batch[] = [];
  for await (const batch of batches) whole.push(batch);
  return whole;
}

describe.each(ENGINES)('a long list on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seedEvents(store.db);
    await store.db
      .insert(events)
      .values(
        Array.from({ length: 1200 }, (_, index) =>
          event(`x:${String(index).padStart(4, '0')}`, 1 + (index % 28)),
        ),
      );
  });
  afterAll(() => store.close());

  const reading = {
    fields: { key: sql`${events.key}`, deaths: sql`${events.deathsBest}` },
    from: sql`${events}`,
    where: undefined,
    order: eventOrder('EARLIEST_FIRST', null),
    key: events.key,
  };

  test('comes whole, in order, in batches', async () => {
    const batches = await atOneMoment(store, async (db) =>
      wholeOf(readInBatches({ name: store.name, db }, reading)),
    );
    const sorted = await store.db
      .select({ key: events.key })
      .from(events)
      .orderBy(events.earliest, events.key);
    expect(batches.length).toBeGreaterThan(2);
    expect(batches.flat().map(([key]) => key)).toEqual(sorted.map(({ key }) => key));
    expect(batches.flat().filter(([, deaths]) => deaths === '5')).toHaveLength(2);
    expect(batches.flat().filter(([, deaths]) => deaths === '')).toHaveLength(1205);
  });

  test('stays as it was when the reading began', async () => {
    const seen = await atOneMoment(store, async (db) => {
      const batches = readInBatches({ name: store.name, db }, reading);
      const first = await batches.next();
      await store.db.insert(events).values(event('y:late', 28));
      return [first.value!, ...(await wholeOf(batches))].flat();
    });
    expect(seen).toHaveLength(1208);
    await store.db.delete(events).where(sql`key = 'y:late'`);
  });

  test('leaves nothing open behind a reader who stops', async () => {
    for (let turn = 0; turn < 20; turn++) {
      await atOneMoment(store, async (db) => {
        for await (const batch of readInBatches({ name: store.name, db }, reading)) {
          expect(batch.length).toBeGreaterThan(0);
          break;
        }
      });
    }
    const open = await store.db.execute(
      sql`select name from pg_cursors where name like 'download%'`,
    );
    expect(open).toHaveProperty('rows', []);
  });

  test('fails as its statement does, and the next one works', async () => {
    const failing = { ...reading, fields: { broken: sql`1 / (${events.deathsBest} - 5)` } };
    await expect(
      atOneMoment(store, (db) => wholeOf(readInBatches({ name: store.name, db }, failing))),
    ).rejects.toThrow();
    const again = await atOneMoment(store, (db) =>
      wholeOf(readInBatches({ name: store.name, db }, reading)),
    );
    expect(again.flat()).toHaveLength(1208);
  });

  test('keeps texts apart whatever is in them', async () => {
    const odd = 'a\u001fb\u001ec\u001dd, "e"\r\n=f';
    const [[row]] = (await atOneMoment(store, async (db) =>
      wholeOf(
        readInBatches(
          { name: store.name, db },
          {
            ...reading,
            fields: {
              one: sql`${odd}::text`,
              none: sql`null::text`,
              list: listOf(
                partsIn(sql`each`, sql`null`, sql`${odd}::text`),
                sql`from unnest(array['x', ${odd}::text]) as each`,
              ),
              empty: listOf(sql`each`, sql`from unnest(array[]::text[]) as each`),
            },
            where: sql`${events.key} = 'e:1'`,
          },
        ),
      ),
    )) as [[string[]]];
    const [one, none, list, empty] = row as [string, string, string, string];
    expect({ one, none, list: itemsOf(list).map(partsOf), empty: itemsOf(empty) }).toEqual({
      one: odd,
      none: '',
      list: [
        ['x', '', odd],
        [odd, '', odd],
      ],
      empty: [],
    });
  });

  test('tells events with the names of what they refer to', async () => {
    const [[row]] = (await atOneMoment(store, async (db) =>
      wholeOf(
        eventRows(
          { name: store.name, db },
          { filter: { conflicts: ['c:2'] }, orderBy: 'LATEST_FIRST', asOf: null },
        ),
      ),
    )) as [[string[]]];
    const cells = Object.fromEntries(EVENT_CELLS.map((name, index) => [name, row![index]]));
    expect(cells).toMatchObject({
      key: 'e:6',
      slug: 'e:6',
      conflictName: 'second',
      deathsBest: '',
    });
    expect(row).toHaveLength(EVENT_CELLS.length);
  });
});
