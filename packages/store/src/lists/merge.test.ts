import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { event, seedEvents } from '../../tests/seed.ts';
import { CursorRefused } from './cursor.ts';
import { eventOrder, ofConflict } from '../entities/event.ts';
import { derivedStream, mergedPage, type Stream } from './merge.ts';
import type { Store } from '../open.ts';
import { pagesOf, type Slice } from './page.ts';
import { events } from '../tables/event.ts';

type Orders = 'EARLIEST_FIRST' | 'LATEST_FIRST';
interface Entry {
  key: string;
  at: string;
}

describe.each(ENGINES)('lists made of several on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seedEvents(store.db);
    await store.db
      .insert(events)
      .values([event('x:1', 3, { conflictKey: 'c:2' }), event('x:2', 3, { conflictKey: 'c:2' })]);
  });
  afterAll(() => store.close());

  const placeOf = ({ key, at }: Entry) => ({ key, at });

  function eventsOf(conflict: string, orderBy: Orders): Stream<Entry> {
    const order = eventOrder(orderBy, null);
    const page = async (slice: Slice) => {
      const listing = { table: events, where: undefined, order };
      const pages = await pagesOf(store.db, listing, ofConflict, [conflict], slice);
      const { edges, ...rest } = pages.get(conflict)!;
      return {
        ...rest,
        edges: edges.map(({ node: { key, earliest }, cursor }) => ({
          node: { key, at: earliest },
          cursor,
        })),
      };
    };
    return { name: conflict, order: order.name, page };
  }

  const day = (number: number) => `2022-09-0${number}T00:00:00.000Z`;
  const DERIVED: Entry[] = [
    { key: 'd 2', at: day(3) },
    { key: 'd 1', at: day(3) },
    { key: 'd 0', at: day(1) },
    { key: 'd 9', at: day(7) },
  ];
  const streams = (orderBy: Orders) => [
    eventsOf('c:1', orderBy),
    eventsOf('c:2', orderBy),
    derivedStream<Entry>({ name: 'derived', placeOf }, DERIVED, orderBy === 'LATEST_FIRST'),
  ];
  const page = (orderBy: Orders, slice: Slice) =>
    mergedPage(
      streams(orderBy),
      { name: `all ${orderBy}`, descending: orderBy === 'LATEST_FIRST' },
      slice,
    );

  const IN_TIME = [
    ['e:1', 'd 0', 'e:2'],
    // All of one day: stream by stream, and by key within each.
    ['e:Z', 'e:a', 'e:b', 'x:1', 'x:2', 'd 1', 'd 2'],
    ['e:4', 'e:5', 'e:6', 'd 9'],
  ].flat();
  const SIZES = [1, 2, 3, 5, 14];

  test.each([
    ['EARLIEST_FIRST', IN_TIME],
    ['LATEST_FIRST', IN_TIME.toReversed()],
  ] as const)('run %s both ways, each entry once, and end', async (orderBy, whole) => {
    for (const size of SIZES) {
      const forward: string[] = [];
      for (let cursor: string | null = null, more = true; more;) {
        const { edges, hasNextPage, hasPreviousPage } = await page(orderBy, {
          size,
          forward: true,
          cursor,
        });
        expect(hasPreviousPage).toBe(cursor !== null);
        forward.push(...edges.map(({ node }) => node.key));
        more = hasNextPage;
        cursor = edges.at(-1)!.cursor;
      }
      expect(forward, `forward by ${size}`).toEqual(whole);

      const backward: string[] = [];
      for (let cursor: string | null = null, more = true; more;) {
        const { edges, hasNextPage, hasPreviousPage } = await page(orderBy, {
          size,
          forward: false,
          cursor,
        });
        expect(hasNextPage).toBe(cursor !== null);
        backward.unshift(...edges.map(({ node }) => node.key));
        more = hasPreviousPage;
        cursor = edges[0]!.cursor;
      }
      expect(backward, `backward by ${size}`).toEqual(whole);
    }
  });

  test('refuse a cursor of another order, or of a list that is not in it', async () => {
    const slice = { size: 1, forward: true, cursor: null };
    const [edge] = (await page('EARLIEST_FIRST', slice)).edges;
    await expect(page('LATEST_FIRST', { ...slice, cursor: edge!.cursor })).rejects.toThrow(
      CursorRefused,
    );
    const without = streams('EARLIEST_FIRST').slice(1);
    const order = { name: 'all EARLIEST_FIRST', descending: false };
    await expect(mergedPage(without, order, { ...slice, cursor: edge!.cursor })).rejects.toThrow(
      CursorRefused,
    );
  });
});
