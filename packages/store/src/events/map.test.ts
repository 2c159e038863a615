import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { randomFrom } from '../../tests/random.ts';
import { actor, claim, dataset, event } from '../../tests/seed.ts';
import { cellRows, eventMap, type MapRequest } from './map.ts';
import type { Store } from '../open.ts';
import { statementOf } from '../reading/read.ts';
import { actors } from '../tables/actor.ts';
import { claims } from '../tables/claim.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const estimate = { deathsLow: 1, deathsBest: 2, deathsHigh: 3, datasetKey: 'd:1' };
const split = { deathsSideA: 1, deathsSideB: 0, deathsCivilians: 1, deathsUnknown: 0 };
const notSplit = { sideA: null, sideB: null, civilians: null, unknown: null };
const noFigure = {
  ...{ eventsWithoutFigure: 1, eventsWithoutSplit: 0, low: null, best: null, high: null },
  ...notSplit,
};

/** Of events whose point tells no more than that they are somewhere. */
const unsure = { eventsSpanning: 1, spanningLow: null, spanningBest: null, spanningHigh: null };

async function seed({ db }: Store): Promise<void> {
  await db.insert(actors).values(actor('a:1'));
  await db.insert(datasets).values(dataset('d:1', 'a:1'));
  await db.insert(events).values([
    event('nowhere', 1, { ...estimate, name: 'the few' }),
    event('one', 1, {
      ...at(40, 70),
      ...estimate,
      ...split,
      locationPrecision: 'EXACT',
      name: 'the few',
    }),
    event('two', 1, { ...at(40, 70), locationPrecision: 'NEAR', name: 'the few' }),
    event('near', 1, { ...at(40.5, 70.5), ...estimate, name: 'the few' }),
    event('pole', 1, { ...at(90, 180), name: 'the few' }),
    event('far', 1, { ...at(-90, -180), name: 'the few' }),
  ]);
  await db
    .insert(claims)
    .values([
      claim('k:1', 'one', 2, { kind: 'FIGURE', metric: 'DEATHS', population: 'ALL', best: 9 }),
      claim('k:2', 'near', 5),
    ]);
  const random = randomFrom(7);
  const many = Array.from({ length: 5_000 }, (_, index) =>
    event(`many:${index}`, 2, {
      name: 'the many',
      ...at(random() * 180 - 90, random() * 360 - 180),
      deathsBest: index % 3 === 0 ? null : 1,
    }),
  );
  for (let from = 0; from < many.length; from += 1_000) {
    await db.insert(events).values(many.slice(from, from + 1_000));
  }
}

describe.each(ENGINES)('the map on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store);
  });
  afterAll(() => store.close());

  const map = (wanted: Partial<MapRequest>) =>
    eventMap(store.db, { filter: {}, zoom: 0, asOf: null, limit: 2_000, ...wanted });
  const few = { text: 'few' };

  test('gathers the events of a square at the point of most of them', async () => {
    expect(await map({ filter: few })).toEqual([
      {
        ...{ zoom: 0, west: -180, south: -90, east: -135, north: -45 },
        ...{ ...at(-90, -180), events: 1, event: 'far' },
        ...{ eventsAtExactPlace: 0, ...noFigure, ...unsure },
      },
      {
        ...{ zoom: 0, west: 45, south: 0, east: 90, north: 45 },
        ...{ ...at(40, 70), events: 3, event: null },
        ...{ eventsAtExactPlace: 1, eventsWithoutFigure: 1, low: 2, best: 4, high: 6 },
        ...{ eventsWithoutSplit: 1, sideA: 1, sideB: 0, civilians: 1, unknown: 0 },
        ...{ eventsSpanning: 1, spanningLow: 1, spanningBest: 2, spanningHigh: 3 },
      },
      {
        ...{ zoom: 0, west: 135, south: 45, east: 180, north: 90 },
        ...{ ...at(90, 180), events: 1, event: 'pole' },
        ...{ eventsAtExactPlace: 0, ...noFigure, ...unsure },
      },
    ]);
  });

  test('parts them as it comes nearer', async () => {
    const cells = await map({ filter: { ...few, located: true }, zoom: 7 });
    expect(
      cells.map(({ event: key, events: count, west, south }) => [key, count, west, south]),
    ).toEqual([
      ['far', 1, -180, -90],
      [null, 2, 69.9609375, 39.7265625],
      ['near', 1, 70.3125, 40.4296875],
      ['pole', 1, 179.6484375, 89.6484375],
    ]);
  });

  test('tells apart what may lie outside a square as it gets smaller, or outside the days', async () => {
    const spanning = async (wanted: Partial<MapRequest>) => {
      const cells = await map(wanted);
      const found = cells.filter(({ latitude, longitude }) => latitude === 40 && longitude === 70);
      return found.map((cell) => [cell.eventsSpanning, cell.spanningBest])[0];
    };
    const filter = { ...few, within: { west: 69, south: 39, east: 70.2, north: 41 } };
    // Known to about 25 km, which is less than the square at first.
    expect(await spanning({ filter, zoom: 6 })).toEqual([0, null]);
    expect(await spanning({ filter, zoom: 7 })).toEqual([1, null]);
    await store.db
      .update(events)
      .set({ latest: '2022-12-31T00:00:00.000Z' })
      .where(eq(events.key, 'one'));
    const during = { from: '2022-09-01', to: '2022-09-30' };
    expect(await spanning({ filter: { ...filter, during }, zoom: 6 })).toEqual([1, 2]);
    await store.db
      .update(events)
      .set({ latest: '2022-09-01T23:59:59.999Z' })
      .where(eq(events.key, 'one'));
  });

  test('shows no event that has no point', async () => {
    expect(await map({ filter: { located: false }, zoom: 12 })).toEqual([]);
  });

  test.each([
    [0, 0],
    [3, 3],
    [4, 3],
    [12, 3],
  ])(
    'at zoom %d takes the grid of %d, the finest with no more cells than the limit',
    async (zoom, taken) => {
      const cells = await map({ filter: { text: 'many' }, zoom });
      expect(new Set(cells.map((cell) => cell.zoom))).toEqual(new Set([taken]));
      expect(cells.length).toBeLessThanOrEqual(2_000);
      const sum = (of: (cell: (typeof cells)[number]) => number) =>
        cells.map(of).reduce((total, each) => total + each, 0);
      expect(sum((cell) => cell.events)).toBe(5_000);
      expect(sum((cell) => cell.eventsWithoutFigure)).toBe(1_667);
      expect(sum((cell) => cell.best ?? 0)).toBe(3_333);
    },
  );

  test('a coarser grid is what was asked for at its own zoom', async () => {
    const filter = { text: 'many' };
    expect(await map({ filter, zoom: 9 })).toEqual(await map({ filter, zoom: 3 }));
  });

  test.each([
    ['within', 4, { west: 10, south: -20, east: 60, north: 30 }],
    ['across the 180th meridian', 4, { west: 150, south: -90, east: -150, north: 0 }],
    ['at a pole', 3, { west: -180, south: 45, east: 180, north: 90 }],
  ])('in a box %s the cells need not be counted', async (_, zoom, within) => {
    const asked = { filter: { within }, zoom, asOf: null, limit: 2_000 };
    const cells = await map(asked);
    expect(cells.length).toBeGreaterThan(100);
    // With a limit that they just keep to they are.
    const counted = { ...asked, limit: cells.length };
    const isCounted = (request: MapRequest) =>
      statementOf(cellRows(request)).text.includes('having count(*)');
    expect([isCounted(asked), isCounted(counted)]).toEqual([false, true]);
    expect(await map(counted)).toEqual(cells);
  });

  test('a cell has its point within, and the point is of an event', async () => {
    const points = new Set(
      (await store.db.select().from(events)).map(
        ({ latitude, longitude }) => `${latitude} ${longitude}`,
      ),
    );
    const cells = await map({ zoom: 3 });
    expect(cells.length).toBeGreaterThan(1_000);
    const astray = cells.filter(
      ({ west, south, east, north, latitude, longitude }) =>
        longitude < west ||
        longitude > east ||
        latitude < south ||
        latitude > north ||
        !points.has(`${latitude} ${longitude}`),
    );
    expect(astray).toEqual([]);
  });

  test.each([
    [1, []],
    [2, [[1, 9, 'one']]],
    [5, [[2, 9, null]]],
  ])('as of day %d it shows what was known and estimated then', async (day, expected) => {
    const cells = await map({ asOf: `2022-09-0${day}T12:00:00.000Z` });
    expect(cells.map(({ events: count, best, event: key }) => [count, best, key])).toEqual(
      expected,
    );
  });
});
