import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { event, seedEvents } from '../../tests/seed.ts';
import { eventOrder, ofConflict } from '../entities/event.ts';
import type { Store } from '../open.ts';
import { countsOf, pagesOf, type Order, type Slice } from './page.ts';
import { events } from '../tables/event.ts';

const EARLIEST_FIRST = eventOrder('EARLIEST_FIRST', null);
const DEADLIEST_FIRST = eventOrder('DEADLIEST_FIRST', null);

describe.each(ENGINES)('pages on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seedEvents(store.db);
  });
  afterAll(() => store.close());

  const listing = (order: Order = EARLIEST_FIRST) => ({
    table: events,
    where: undefined,
    order,
  });

  async function slice(wanted: Partial<Slice>, order?: Order) {
    const pages = await pagesOf(store.db, listing(order), ofConflict, ['c:1'], {
      size: 3,
      forward: true,
      cursor: null,
      ...wanted,
    });
    return pages.get('c:1')!;
  }

  const keys = (page: Awaited<ReturnType<typeof slice>>) => page.edges.map(({ node }) => node.key);

  test('go forward through equal times in the order of bytes, and end', async () => {
    const first = await slice({});
    expect([keys(first), first.hasNextPage, first.hasPreviousPage]).toEqual([
      ['e:1', 'e:2', 'e:Z'],
      true,
      false,
    ]);
    const second = await slice({ cursor: first.edges.at(-1)!.cursor });
    expect([keys(second), second.hasNextPage, second.hasPreviousPage]).toEqual([
      ['e:a', 'e:b', 'e:4'],
      true,
      true,
    ]);
    const third = await slice({ cursor: second.edges.at(-1)!.cursor });
    expect([keys(third), third.hasNextPage]).toEqual([['e:5'], false]);
  });

  test('go backward from the end and from a cursor', async () => {
    const last = await slice({ forward: false });
    expect([keys(last), last.hasNextPage, last.hasPreviousPage]).toEqual([
      ['e:b', 'e:4', 'e:5'],
      false,
      true,
    ]);
    const before = await slice({ forward: false, cursor: last.edges[0]!.cursor });
    expect([keys(before), before.hasNextPage, before.hasPreviousPage]).toEqual([
      ['e:2', 'e:Z', 'e:a'],
      true,
      true,
    ]);
  });

  test('go down by a number that some rows lack', async () => {
    const first = await slice({}, DEADLIEST_FIRST);
    expect(keys(first)).toEqual(['e:b', 'e:Z', 'e:1']);
    const second = await slice({ cursor: first.edges.at(-1)!.cursor }, DEADLIEST_FIRST);
    expect(keys(second)).toEqual(['e:a', 'e:5', 'e:4']);
  });

  test('stay right while rows arrive before the cursor', async () => {
    const first = await slice({});
    await store.db.insert(events).values(event('e:0', 1, { conflictKey: 'c:1' }));
    const second = await slice({ cursor: first.edges.at(-1)!.cursor });
    await store.db.delete(events).where(eq(events.key, 'e:0'));
    expect(keys(second)).toEqual(['e:a', 'e:b', 'e:4']);
  });

  test('of several parents come in one statement, each with its own end', async () => {
    const pages = await pagesOf(store.db, listing(), ofConflict, ['c:2', 'c:1', 'c:none'], {
      size: 1,
      forward: true,
      cursor: null,
    });
    expect([...pages].map(([parent, page]) => [parent, keys(page), page.hasNextPage])).toEqual([
      ['c:2', ['e:6'], false],
      ['c:1', ['e:1'], true],
      ['c:none', [], false],
    ]);
  });

  test('are counted whole, filters applied', async () => {
    const all = await countsOf(store.db, listing(), ofConflict, ['c:1', 'c:2', 'c:none']);
    expect([...all.values()]).toEqual([7, 1, 0]);
    const deadly = { ...listing(), where: sql`${events.deathsBest} >= 5` };
    expect([...(await countsOf(store.db, deadly, ofConflict, ['c:1'])).values()]).toEqual([3]);
  });
});
