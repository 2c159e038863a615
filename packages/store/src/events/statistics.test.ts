import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES } from '../../tests/engines.ts';
import { actor, claim, conflict, dataset, event } from '../../tests/seed.ts';
import { eventStatistics, type StatisticsRequest } from './statistics.ts';
import type { Store } from '../open.ts';
import { actors } from '../tables/actor.ts';
import { claimAttributions, claims } from '../tables/claim.ts';
import { conflicts } from '../tables/conflict.ts';
import { datasets } from '../tables/dataset.ts';
import { eventParticipants, events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { recordChange } from '../writing/change.ts';

const source = 'test';
const deaths = { kind: 'FIGURE', metric: 'DEATHS', population: 'ALL' } as const;
const of = (low: number, best: number, high: number) => ({
  deathsLow: low,
  deathsBest: best,
  deathsHigh: high,
  datasetKey: 'd:1',
});
const split = (sideA: number, sideB: number, civilians: number, unknown: number) => ({
  deathsSideA: sideA,
  deathsSideB: sideB,
  deathsCivilians: civilians,
  deathsUnknown: unknown,
});
const parts = (side: 'A' | 'B', ofSide: number, civilians: number) => [
  { population: 'COMBATANTS' as const, partyKey: null, side, best: ofSide },
  { population: 'CIVILIANS' as const, partyKey: null, best: civilians },
];
const took = (eventKey: string, ...actorKeys: string[]) =>
  actorKeys.map((actorKey, index) => ({
    eventKey,
    actorKey,
    position: index + 1,
    role: 'SIDE_A' as const,
  }));

const published = (claimKey: string, ...actorKeys: string[]) =>
  actorKeys.map((actorKey, index) => ({
    claimKey,
    actorKey,
    ordinal: index + 1,
    position: 1,
    role: 'PUBLISHER' as const,
  }));

async function seed({ db }: Store): Promise<void> {
  await db.insert(actors).values(['a:1', 'a:2', 'a:3'].map((key) => actor(key)));
  await db.insert(conflicts).values([conflict('c:1', 'one'), conflict('c:2', 'two')]);
  await db
    .insert(places)
    .values({ key: 'iso:KG', name: 'x', kind: 'COUNTRY', countryCode: 'KG', source });
  await db.insert(datasets).values([
    dataset('d:1', 'a:1'),
    {
      ...dataset('d:2', 'a:1'),
      series: 'd:1',
      releasedEarliest: '2023-01-01T00:00:00.000Z',
      releasedLatest: '2023-01-01T23:59:59.999Z',
    },
  ]);
  await db.insert(events).values([
    // The first instant of an ISO week, and the last of the one before, which is of another year.
    event('new-year', 1, {
      earliest: '2021-01-04T00:00:00.000Z',
      conflictKey: 'c:1',
      countryKey: 'iso:KG',
      violence: 'STATE_BASED',
      ...of(1, 2, 3),
      ...split(1, 0, 1, 0),
    }),
    event('old-year', 1, {
      earliest: '2021-01-03T23:59:59.999Z',
      conflictKey: 'c:1',
      ...of(10, 20, 30),
      ...split(0, 4, 12, 4),
    }),
    event('months-end', 1, {
      earliest: '2021-01-31T23:59:59.999Z',
      conflictKey: 'c:2',
      kind: 'SHELLING',
    }),
    event('next-month', 1, {
      earliest: '2021-02-01T00:00:00.000Z',
      deathsBest: 7,
      datasetKey: 'd:1',
    }),
  ]);
  await db
    .insert(eventParticipants)
    .values([
      ...took('new-year', 'a:1', 'a:2'),
      ...took('old-year', 'a:2', 'a:2'),
      ...took('months-end', 'a:3'),
    ]);
  await db.insert(claims).values([
    claim('k:1', 'new-year', 2, {
      releaseKey: 'd:1',
      ...deaths,
      low: 4,
      best: 5,
      high: 6,
      parts: parts('B', 5, 0),
    }),
    claim('k:2', 'new-year', 8, {
      releaseKey: 'd:1',
      ...deaths,
      low: 1,
      best: 2,
      high: 3,
      parts: parts('A', 1, 1),
      supersedesKey: 'k:1',
    }),
    claim('k:3', 'old-year', 8, {
      releaseKey: 'd:1',
      ...deaths,
      low: 10,
      best: 20,
      high: 30,
      parts: parts('B', 4, 12),
    }),
    claim('k:4', 'months-end', 2),
    claim('k:5', 'next-month', 9, { ...deaths, best: 7 }),
  ]);
  await db
    .insert(claimAttributions)
    .values([
      ...published('k:1', 'a:2'),
      ...published('k:2', 'a:2', 'a:3', 'a:3'),
      ...published('k:3', 'a:2'),
      { claimKey: 'k:3', ordinal: 2, position: 1, role: 'CLAIMANT', actorKey: 'a:3' },
    ]);
  await recordChange(db, claims, ['k:1', 'k:2', 'k:3']);
}

describe.each(ENGINES)('statistics over events on $engine', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await seed(store);
  });
  afterAll(() => store.close());

  /** Each row without the dimensions that were not asked: where, events, without figure, low/best/high. */
  async function rows(
    by: StatisticsRequest['by'],
    { filter = {}, asOf = null, limit = 100, ...rest }: Partial<StatisticsRequest> = {},
  ): Promise<unknown[]> {
    const answer = await eventStatistics(store.db, { ...rest, filter, by, asOf, limit });
    return answer.map(({ events: count, eventsWithoutFigure, low, best, high, ...where }) => [
      ...by.map((dimension) => where[dimension.toLowerCase() as keyof typeof where]),
      count,
      eventsWithoutFigure,
      best === null ? null : `${low}/${best}/${high}`,
    ]);
  }

  test.each<[StatisticsRequest['by'], unknown[]]>([
    [['YEAR'], [[2021, 4, 1, '18/29/40']]],
    [
      ['MONTH'],
      [
        ['2021-01', 3, 1, '11/22/33'],
        ['2021-02', 1, 0, '7/7/7'],
      ],
    ],
    [
      ['WEEK'],
      [
        ['2020-W53', 1, 0, '10/20/30'],
        ['2021-W01', 1, 0, '1/2/3'],
        ['2021-W04', 1, 1, null],
        ['2021-W05', 1, 0, '7/7/7'],
      ],
    ],
    [
      ['REGION'],
      [
        ['ASIA', 1, 0, '1/2/3'],
        [null, 3, 1, '17/27/37'],
      ],
    ],
    [
      ['COUNTRY'],
      [
        ['iso:KG', 1, 0, '1/2/3'],
        [null, 3, 1, '17/27/37'],
      ],
    ],
    [
      ['CONFLICT'],
      [
        ['c:1', 2, 0, '11/22/33'],
        ['c:2', 1, 1, null],
        [null, 1, 0, '7/7/7'],
      ],
    ],
    [
      ['ACTOR'],
      [
        ['a:1', 1, 0, '1/2/3'],
        ['a:2', 2, 0, '11/22/33'],
        ['a:3', 1, 1, null],
        [null, 1, 0, '7/7/7'],
      ],
    ],
    [
      ['VIOLENCE'],
      [
        ['STATE_BASED', 1, 0, '1/2/3'],
        [null, 3, 1, '17/27/37'],
      ],
    ],
    [
      ['KIND'],
      [
        ['ARMED_CLASH', 3, 0, '18/29/40'],
        ['SHELLING', 1, 1, null],
      ],
    ],
    [
      ['MONTH', 'KIND'],
      [
        ['2021-01', 'ARMED_CLASH', 2, 0, '11/22/33'],
        ['2021-01', 'SHELLING', 1, 1, null],
        ['2021-02', 'ARMED_CLASH', 1, 0, '7/7/7'],
      ],
    ],
    [
      ['CONFLICT', 'ACTOR'],
      [
        ['c:1', 'a:1', 1, 0, '1/2/3'],
        ['c:1', 'a:2', 2, 0, '11/22/33'],
        ['c:2', 'a:3', 1, 1, null],
        [null, null, 1, 0, '7/7/7'],
      ],
    ],
  ])('by %j', async (by, expected) => {
    expect(await rows(by)).toEqual(expected);
  });

  test.each<[StatisticsRequest['by'], unknown[]]>([
    [
      ['RELEASE'],
      [
        ['d:1', 3, 0, '18/29/40'],
        [null, 1, 1, null],
      ],
    ],
    [
      ['DATASET'],
      [
        ['d:2', 3, 0, '18/29/40'],
        [null, 1, 1, null],
      ],
    ],
    [
      ['CLAIMANT'],
      [
        ['a:1', 3, 0, '18/29/40'],
        [null, 1, 1, null],
      ],
    ],
  ])('by %j count each event once', async (by, expected) => {
    expect(await rows(by)).toEqual(expected);
  });

  test('by day and quarter, by role, and by what is most', async () => {
    expect(await rows(['DAY', 'ROLE'])).toEqual([
      ['2021-01-03', 'SIDE_A', 1, 0, '10/20/30'],
      ['2021-01-04', 'SIDE_A', 1, 0, '1/2/3'],
      ['2021-01-31', 'SIDE_A', 1, 1, null],
      ['2021-02-01', null, 1, 0, '7/7/7'],
    ]);
    expect(await rows(['ACTOR', 'ROLE', 'QUARTER'])).toEqual([
      ['a:1', 'SIDE_A', '2021-Q1', 1, 0, '1/2/3'],
      ['a:2', 'SIDE_A', '2021-Q1', 2, 0, '11/22/33'],
      ['a:3', 'SIDE_A', '2021-Q1', 1, 1, null],
      [null, null, '2021-Q1', 1, 0, '7/7/7'],
    ]);
    expect(await rows(['CONFLICT'], { orderBy: 'MOST_DEATHS', limit: 2 })).toEqual([
      ['c:1', 2, 0, '11/22/33'],
      [null, 1, 0, '7/7/7'],
    ]);
  });

  test('with the latest period first, wherever it stands among the dimensions', async () => {
    const orderBy = 'LATEST_FIRST';
    expect(await rows(['KIND', 'MONTH'], { orderBy })).toEqual([
      ['ARMED_CLASH', '2021-02', 1, 0, '7/7/7'],
      ['ARMED_CLASH', '2021-01', 2, 0, '11/22/33'],
      ['SHELLING', '2021-01', 1, 1, null],
    ]);
    expect(await rows(['DAY', 'KIND'], { orderBy, limit: 2 })).toEqual([
      ['2021-02-01', 'ARMED_CLASH', 1, 0, '7/7/7'],
      ['2021-01-31', 'SHELLING', 1, 1, null],
    ]);
  });

  test('an event that may have gone on after its period is told apart', async () => {
    const { db } = store;
    const year = { earliest: '2019-01-01T00:00:00.000Z', latest: '2019-12-31T23:59:59.999Z' };
    await db.insert(events).values([
      event('of-the-year', 1, { ...year, ...of(50, 60, 70) }),
      event('of-january', 1, {
        ...of(1, 2, 3),
        earliest: '2019-01-05T00:00:00.000Z',
        latest: '2019-01-20T23:59:59.999Z',
      }),
    ]);
    const spanning = async (request: Omit<StatisticsRequest, 'asOf' | 'limit'>) => {
      const [row] = await eventStatistics(db, { ...request, asOf: null, limit: 9 });
      const { best, eventsSpanning, spanningLow, spanningBest, spanningHigh } = row!;
      return [best, eventsSpanning, spanningLow, spanningBest, spanningHigh];
    };
    const during = { from: '2019-01-01', to: '2019-12-31' };
    expect(await spanning({ by: ['MONTH'], filter: { during } })).toEqual([62, 1, 50, 60, 70]);
    expect(await spanning({ by: ['DAY'], filter: { during } })).toEqual([60, 1, 50, 60, 70]);
    expect(await spanning({ by: ['YEAR'], filter: { during } })).toEqual([62, 0, null, null, null]);
    const january = { from: '2019-01-01', to: '2019-01-31' };
    expect(await spanning({ by: ['KIND'], filter: { during: january } })).toEqual([
      ...[62, 1, 50, 60, 70],
    ]);
    await db.delete(events).where(sql`starts_with(${events.key}, 'of-')`);
  });

  test('by publisher count once for each that the estimate of the moment rests on', async () => {
    expect(await rows(['PUBLISHER'])).toEqual([
      ['a:2', 2, 0, '11/22/33'],
      ['a:3', 1, 0, '1/2/3'],
      [null, 2, 1, '7/7/7'],
    ]);
    expect(await rows(['PUBLISHER', 'CONFLICT'], { filter: { conflicts: ['c:1'] } })).toEqual([
      ['a:2', 'c:1', 2, 0, '11/22/33'],
      ['a:3', 'c:1', 1, 0, '1/2/3'],
    ]);
    expect(await rows(['PUBLISHER'], { asOf: '2022-09-03T12:00:00.000Z' })).toEqual([
      ['a:2', 1, 0, '4/5/6'],
      [null, 1, 1, null],
    ]);
  });

  test('by release and series are those of the moment', async () => {
    const asOf = '2022-09-08T12:00:00.000Z';
    expect(await rows(['RELEASE', 'DATASET', 'CLAIMANT'], { asOf })).toEqual([
      ['d:1', 'd:1', 'a:1', 2, 0, '11/22/33'],
      [null, null, null, 1, 1, null],
    ]);
  });

  const populations = async (asOf: string | null) => {
    const answer = await eventStatistics(store.db, {
      filter: {},
      by: ['POPULATION'],
      asOf,
      limit: 9,
    });
    return answer.map((row) => [row.population, row.events, row.populationDeaths, row.best]);
  };

  test('by population count no death twice', async () => {
    expect(await populations(null)).toEqual([
      ['SIDE_A', 1, 1, null],
      ['SIDE_B', 1, 4, null],
      ['CIVILIANS', 2, 13, null],
      ['UNKNOWN', 1, 4, null],
      [null, 2, null, 7],
    ]);
    expect(await populations('2022-09-03T12:00:00.000Z')).toEqual([
      ['SIDE_B', 1, 5, null],
      [null, 1, null, null],
    ]);
  });

  test.each([
    [null, [2, 1, 1, 4, 13, 4]],
    ['2022-09-08T12:00:00.000Z', [2, 0, 1, 4, 13, 0]],
  ])('split the best estimates, as of %s', async (asOf, expected) => {
    const filter = { conflicts: ['c:1'] };
    const asked = { by: ['YEAR'] as const, asOf, limit: 9 };
    const [inConflict] = await eventStatistics(store.db, { filter, ...asked });
    const [all] = await eventStatistics(store.db, { filter: {}, ...asked });
    const { sideA, sideB, civilians, unknown } = all!;
    expect([inConflict!.events, all!.eventsWithoutSplit, sideA, sideB, civilians, unknown]).toEqual(
      expected,
    );
  });

  test('filter by civilians, as of a moment by those estimated then', async () => {
    const filter = { minCivilianDeaths: 1 };
    expect(await rows(['YEAR'], { filter })).toEqual([[2021, 2, 0, '11/22/33']]);
    expect(await rows(['YEAR'], { filter: { minCivilianDeaths: 2 } })).toEqual([
      [2021, 1, 0, '10/20/30'],
    ]);
    expect(await rows(['YEAR'], { filter, asOf: '2022-09-03T12:00:00.000Z' })).toEqual([]);
  });

  test('stand on the events of the filter', async () => {
    expect(await rows(['YEAR'], { filter: { conflicts: ['c:1'], minDeaths: 20 } })).toEqual([
      [2021, 1, 0, '10/20/30'],
    ]);
    expect(await rows(['YEAR'], { filter: { conflicts: ['none'] } })).toEqual([]);
  });

  test.each([
    [1, []],
    [2, [['2021-01', 2, 1, '4/5/6']]],
    [8, [['2021-01', 3, 1, '11/22/33']]],
  ])('on day %d stand on what was known and estimated then', async (day, expected) => {
    const asOf = `2022-09-0${day}T12:00:00.000Z`;
    expect(await rows(['MONTH'], { asOf })).toEqual(expected);
  });

  test('filter by what was estimated then', async () => {
    const asOf = '2022-09-02T12:00:00.000Z';
    expect(await rows(['KIND'], { asOf, filter: { minDeaths: 5 } })).toEqual([
      ['ARMED_CLASH', 1, 0, '4/5/6'],
    ]);
    expect(await rows(['KIND'], { filter: { minDeaths: 5, conflicts: ['c:1'] } })).toEqual([
      ['ARMED_CLASH', 1, 0, '10/20/30'],
    ]);
  });

  test('are no more than asked', async () => {
    expect(await rows(['WEEK'], { limit: 2 })).toHaveLength(2);
  });
});
