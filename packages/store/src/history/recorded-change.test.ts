import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { claim, dataset, event, seedEvents } from '../../tests/seed.ts';
import { rowsOf } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { RECORDED_CHANGES, RECORDED_ENTITIES } from '../vocabulary.ts';
import { currentPosition } from './position.ts';
import {
  entriesPage,
  entriesTotal,
  recordedOrder,
  selectEntries,
  type EntriesAsked,
  type RecordedEntry,
} from './recorded-change.ts';

const ALL: EntriesAsked = {
  since: null,
  until: null,
  after: null,
  changes: RECORDED_CHANGES,
  entities: RECORDED_ENTITIES,
  conflictKey: null,
  datasets: null,
};

describe.each(ENGINES)('recorded changes on $engine', ({ open }) => {
  let store: Store;
  let start: string;

  beforeAll(async () => {
    store = await open();
    const { db } = store;
    await seedEvents(db);
    const series = { series: 's' };
    await db.insert(datasets).values([
      { ...dataset('s@1', 'a:1'), ...series },
      { ...dataset('s@2', 'a:1'), ...series },
    ]);
    start = await currentPosition(db);
    await db.insert(claims).values(claim('k:1', 'e:1', 1, { conflictKey: 'c:1' }));
    await db.transaction(async (transaction) => {
      await transaction.insert(claims).values(claim('k:2', 'e:2', 1, { releaseKey: 's@1' }));
      await transaction.insert(events).values(event('e:new', 9, { datasetKey: 's@2' }));
      await transaction.insert(claims).values(claim('k:3', 'e:6', 1, { conflictKey: 'c:2' }));
    });
    await db.update(events).set({ name: 'Otherwise' }).where(eq(events.key, 'e:5'));
    await db
      .update(claims)
      .set({ withdrawnAt: '2022-10-01T00:00:00.000Z' })
      .where(eq(claims.key, 'k:1'));
    await db.delete(claims).where(eq(claims.key, 'k:3'));
  });
  afterAll(() => store.close());

  const told = ({ change, entity, entityKey }: RecordedEntry) => `${change} ${entity} ${entityKey}`;
  const ORDER = [
    'ADDED CLAIM k:2',
    'ADDED EVENT e:new',
    'CORRECTED EVENT e:5',
    'WITHDRAWN CLAIM k:1',
    'REMOVED CLAIM k:3',
  ];

  /** All of them in pages of two, in the order asked, from its start or from its end. */
  async function walk(descending: boolean, forward: boolean): Promise<RecordedEntry[]> {
    const order = recordedOrder(descending);
    const met: RecordedEntry[] = [];
    let cursor: string | null = null;
    for (;;) {
      const page: Awaited<ReturnType<typeof entriesPage>> = await entriesPage(
        store.db,
        { ...ALL, after: start },
        order,
        { size: 2, forward, cursor },
      );
      const nodes = page.edges.map(({ node }) => node);
      if (forward) met.push(...nodes);
      else met.unshift(...nodes);
      if (!(forward ? page.hasNextPage : page.hasPreviousPage)) return met;
      cursor = page.edges.at(forward ? -1 : 0)!.cursor;
    }
  }

  test('come in the order of their positions, once each, in whichever direction they are read', async () => {
    const all = await walk(false, true);
    expect(all.map(told)).toEqual(ORDER);
    expect(all.map(({ position }) => position)).toEqual(
      all.map(({ position }) => position).toSorted(),
    );
    expect(await walk(false, false)).toEqual(all);
    expect(await walk(true, true)).toEqual(all.toReversed());
    expect(await walk(true, false)).toEqual(all.toReversed());
    expect(await entriesTotal(store.db, { ...ALL, after: start })).toBe(ORDER.length);
  });

  test.each([true, false])(
    'of one commit, however large, are gone on with where the page before ended (ascending: %s)',
    async (ascending) => {
      const cursor = (await walk(false, true))[1]!.position;
      const plan = await store.db.transaction(async (transaction) => {
        // Of a few rows the planner would read all.
        await transaction.execute(sql`set local enable_seqscan = off`);
        await transaction.execute(sql`set local enable_bitmapscan = off`);
        const entries = selectEntries(ALL, ascending, cursor, 2);
        return rowsOf<{ 'QUERY PLAN': string }>(transaction, sql`explain (costs off) ${entries}`);
      });
      const conditions = plan.flatMap(
        ({ 'QUERY PLAN': line }) => /Index Cond: .*commit_id = .*/.exec(line) ?? [],
      );
      const bound = ascending ? /commit_ordinal > CASE/ : /commit_ordinal < CASE/;
      expect(conditions).toHaveLength(4);
      for (const condition of conditions) expect(condition).toMatch(bound);
    },
  );

  test.each<[string, Partial<EntriesAsked>, string[]]>([
    ['kinds', { changes: ['WITHDRAWN', 'REMOVED'] }, [ORDER[3]!, ORDER[4]!]],
    ['what they are of', { entities: ['EVENT'] }, [ORDER[1]!, ORDER[2]!]],
    ['the record that holds them', { conflictKey: 'c:2' }, [ORDER[4]!]],
    ['series', { datasets: ['s@2'] }, [ORDER[0]!, ORDER[1]!]],
    ['series that there are not', { datasets: ['none'] }, []],
    ['nothing', { changes: [] }, []],
  ])('are told apart by %s', async (_, asked, expected) => {
    const given = { ...ALL, after: start, ...asked };
    const slice = { size: 10, forward: true, cursor: null };
    const { edges } = await entriesPage(store.db, given, recordedOrder(false), slice);
    expect(edges.map(({ node }) => told(node))).toEqual(expected);
    expect(await entriesTotal(store.db, given)).toBe(expected.length);
  });

  test('are told by when they were committed', async () => {
    const [first] = await walk(false, true);
    const until = { ...ALL, after: start, until: first!.at };
    const since = { ...ALL, after: start, since: first!.at };
    const [by, later] = await Promise.all([
      entriesTotal(store.db, until),
      entriesTotal(store.db, since),
    ]);
    expect(by).toBeGreaterThanOrEqual(2);
    expect(by + later).toBe(ORDER.length);
  });
});
