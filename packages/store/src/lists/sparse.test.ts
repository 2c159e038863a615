import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { randomFrom } from '../../tests/random.ts';
import { actor, conflict, event } from '../../tests/seed.ts';
import {
  eventsListed,
  ofActor,
  ofConflict,
  ofPlace,
  type EventFilter,
  type EventOrder,
} from '../entities/event.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { conflicts } from '../tables/conflict.ts';
import { eventParticipants, events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { countsOf, pagesOf, type Link } from './page.ts';

/** More of one conflict and actor than are sorted, and a few of another. */
const MANY = 1_200;
const FEW = 30;
const ORDERS: EventOrder[] = ['LATEST_FIRST', 'EARLIEST_FIRST', 'DEADLIEST_FIRST'];

type Stored = typeof events.$inferInsert;

const all: Stored[] = Array.from({ length: MANY + FEW }, (_, index) => {
  const random = randomFrom(index + 1);
  const at = new Date(Date.UTC(2020, 0, 1 + Math.floor(random() * 900))).toISOString();
  return event(`e:${String(index).padStart(4, '0')}`, 1, {
    earliest: at,
    latest: at,
    conflictKey: index < MANY ? 'c:many' : 'c:few',
    placeKey: index >= MANY ? 'p:few' : index % 2 ? 'p:many' : 'p:within',
    deathsBest: random() < 0.2 ? null : Math.floor(random() * 40),
    violence: random() < 0.5 ? 'ONE_SIDED' : 'STATE_BASED',
    withdrawnAt: random() < 0.05 ? '2023-01-01T00:00:00.000Z' : null,
  });
});

const compare = <Value>(one: Value, other: Value) => Number(one > other) - Number(one < other);

function sorted(rows: readonly Stored[], order: EventOrder): string[] {
  const value = (row: Stored) =>
    order === 'DEADLIEST_FIRST' ? (row.deathsBest ?? -1) : Date.parse(row.earliest);
  const sign = order === 'EARLIEST_FIRST' ? 1 : -1;
  return rows
    .toSorted((a, b) => sign * (compare(value(a), value(b)) || compare(a.key, b.key)))
    .map(({ key }) => key);
}

describe.each(ENGINES)('a list of events, few or many, on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const { db } = store;
    await db.insert(actors).values([actor('a:many'), actor('a:few')]);
    await db.insert(conflicts).values(['c:many', 'c:few'].map((key) => conflict(key, key)));
    await db.insert(places).values([
      { key: 'p:many', name: 'many', kind: 'ADMIN1', source: 'test' },
      { key: 'p:within', name: 'within', kind: 'ADMIN2', parentKey: 'p:many', source: 'test' },
      { key: 'p:few', name: 'few', kind: 'ADMIN1', source: 'test' },
    ]);
    await db.transaction(async (transaction) => {
      await transaction.insert(events).values(all);
      const parts = all.map(({ key, conflictKey }) => ({
        ...{ eventKey: key, position: 1, role: 'SIDE_A' as const },
        actorKey: conflictKey === 'c:many' ? 'a:many' : 'a:few',
      }));
      await transaction.insert(eventParticipants).values(parts);
    });
  });
  afterAll(() => store.close());

  const standing = (is: (row: Stored) => boolean) =>
    all.filter((row) => !row.withdrawnAt && is(row));

  /** The first and the last pages, and those in between by their cursors. */
  async function keysOf(filter: EventFilter, order: EventOrder, link: Link, parent: string) {
    const forward: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const slice = { size: 100, forward: true, cursor };
      const pages: Awaited<ReturnType<typeof pagesOf<typeof events>>> = await pagesOf(
        store.db,
        eventsListed(filter, order, null),
        link,
        [parent],
        slice,
      );
      const page = pages.get(parent)!;
      forward.push(...page.edges.map(({ node }) => node.key));
      if (!page.hasNextPage) return forward;
      cursor = page.edges.at(-1)!.cursor;
    }
  }

  test.each(ORDERS)('of an actor, %s', async (order) => {
    for (const name of ['many', 'few']) {
      const expected = sorted(
        standing(({ conflictKey }) => conflictKey === `c:${name}`),
        order,
      );
      expect(await keysOf({}, order, ofActor, `a:${name}`)).toEqual(expected);
    }
  });

  test.each(ORDERS)('of a place and what lies within, %s', async (order) => {
    for (const name of ['many', 'few']) {
      const expected = sorted(
        standing(({ conflictKey }) => conflictKey === `c:${name}`),
        order,
      );
      expect(await keysOf({}, order, ofPlace, `p:${name}`)).toEqual(expected);
    }
  });

  test.each(ORDERS)('of a filter, %s', async (order) => {
    for (const name of ['many', 'few']) {
      for (const [filter, is] of [
        [{ actors: [`a:${name}`] }, () => true],
        [{ places: [`p:${name}`] }, () => true],
        [{ violence: ['ONE_SIDED'] }, ({ violence }) => violence === 'ONE_SIDED'],
      ] as [EventFilter, (row: Stored) => boolean][]) {
        const expected = standing((row) => row.conflictKey === `c:${name}` && is(row));
        const keys = await keysOf(filter, order, ofConflict, `c:${name}`);
        expect(keys).toEqual(sorted(expected, order));
      }
    }
  });

  test('is counted as it is long', async () => {
    const expected = new Map(
      ['many', 'few'].map((name) => [
        name,
        standing(({ conflictKey }) => conflictKey === `c:${name}`).length,
      ]),
    );
    for (const [link, letter] of [
      [ofActor, 'a'],
      [ofConflict, 'c'],
    ] as [Link, string][]) {
      for (const filter of [{}, { standing: 'STANDING' as const }]) {
        const listing = eventsListed(filter, 'LATEST_FIRST', null);
        const counts = await countsOf(
          store.db,
          listing,
          link,
          [...expected.keys()].map((name) => `${letter}:${name}`),
        );
        expect([...counts.values()]).toEqual([...expected.values()]);
      }
    }
  });
});
