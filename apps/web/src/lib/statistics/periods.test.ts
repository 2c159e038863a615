import { describe, expect, test } from 'vitest';
import {
  apartOf,
  countsOf,
  countsWithinOf,
  gapsOf,
  namedPeriods,
  statisticsOf,
  totalOf,
  withinOf,
  type StatisticRow,
  type WideEvent,
} from './periods.ts';

const row = (
  month: string,
  best: number | null,
  rest: Partial<StatisticRow> = {},
): StatisticRow => ({
  month,
  violence: 'STATE_BASED',
  events: 2,
  eventsSpanning: 0,
  eventsWithoutFigure: best === null ? 2 : 0,
  deaths: best === null ? null : { low: best - 1, best, high: best + 5 },
  ...rest,
});

const yearRow = (year: number, best: number, rest: Partial<StatisticRow> = {}) =>
  row('', best, { month: null, year, ...rest });

/** By month, where the months are few. */
const monthly = (rows: readonly StatisticRow[], wide: readonly WideEvent[] = []) =>
  statisticsOf(rows, [], wide);

describe('statisticsOf', () => {
  test('is nothing without a month', () => {
    expect(monthly([])).toBeNull();
    expect(monthly([row('', 3, { month: null })])).toBeNull();
  });

  test('fills the months between, a multiple for each type of violence, one scale for all', () => {
    const statistics = monthly([
      row('2021-11', 12),
      row('2022-02', null),
      row('2022-01', 40, { violence: 'ONE_SIDED' }),
    ])!;
    expect(statistics.ids).toEqual(['2021-11', '2021-12', '2022-01', '2022-02']);
    expect(
      statistics.multiples.map(({ violence, periods }) => [
        violence,
        periods.map((period) => period && (period.deaths?.best ?? 'no figure')),
      ]),
    ).toEqual([
      ['STATE_BASED', [12, null, null, 'no figure']],
      ['ONE_SIDED', [null, null, 40, null]],
    ]);
    expect(statistics.most).toBe(60);
  });

  test('goes by year where the months are many, as the years were counted', () => {
    const statistics = statisticsOf(
      [row('2015-03', 10), row('2015-08', 20), row('2022-01', null)],
      [yearRow(2015, 30, { events: 4 }), yearRow(2022, 0, { deaths: null })],
    )!;
    expect(statistics.ids).toHaveLength(8);
    expect(statistics.multiples[0]!.periods[0]).toEqual({
      id: '2015',
      events: 4,
      eventsSpanning: 0,
      eventsWithoutFigure: 0,
      deaths: { low: 29, best: 30, high: 35 },
      deathsSpanning: null,
    });
    expect(statistics.multiples[0]!.periods.at(-1)).toMatchObject({ id: '2022', deaths: null });
  });
});

test('totalOf is of all types of violence together, as the table adds up to', () => {
  const statistics = monthly([
    row('2021-04', 55),
    row('2021-04', 40, { violence: 'ONE_SIDED' }),
    row('2022-01', null),
  ])!;
  expect(totalOf(statistics.multiples)).toEqual({
    events: 6,
    eventsWithoutFigure: 2,
    deaths: { low: 93, best: 95, high: 105 },
  });
  expect(totalOf(monthly([row('2021-04', null)])!.multiples).deaths).toBeNull();
});

describe('what may belong to another period', () => {
  const yearLong = { low: 113_368, best: 113_368, high: 113_368 };
  const rows = [
    row('2021-01', 120_000, { eventsSpanning: 1, deathsSpanning: yearLong }),
    row('2021-02', 3),
  ];
  const wide = (earliest: string, latest: string): WideEvent => ({
    slug: earliest,
    time: {
      earliest: `${earliest}T00:00:00.000Z`,
      latest: `${latest}T23:59:59.999Z`,
      precision: 'YEAR',
    },
  });
  const events = [
    wide('2021-01-01', '2021-12-31'),
    wide('2021-02-01', '2021-02-28'),
    wide('2021-01-05', '2021-01-20'),
  ];

  test('is in no bar, nor in what the scale has to hold', () => {
    const statistics = monthly(rows)!;
    const [january, february] = statistics.multiples[0]!.periods;
    expect(withinOf(january!)).toEqual({ low: 6631, best: 6632, high: 6637 });
    expect(withinOf(february!)).toEqual(february!.deaths);
    expect(statistics.most).toBe(8000);
    expect(countsWithinOf(statistics)).toEqual([1, 2]);
  });

  test('is summed apart, and belongs to the total', () => {
    const { multiples } = monthly(rows)!;
    expect(apartOf(multiples)).toEqual({ events: 1, deaths: yearLong });
    expect(totalOf(multiples).deaths!.best).toBe(120_003);
    expect(apartOf(monthly([row('2021-02', 3)])!.multiples)).toEqual({ events: 0, deaths: null });
  });

  test('is named where it reaches beyond the period of the chart', () => {
    expect(monthly(rows, events)!.spanning.map(({ slug }) => slug)).toEqual(['2021-01-01']);
    const years = [yearRow(2015, 1), yearRow(2021, 120_003)];
    expect(statisticsOf([row('2015-01', 1), ...rows], years, events)!.spanning).toEqual([]);
  });
});

test('gapsOf are the periods without any event on record', () => {
  const statistics = monthly([
    row('2021-01', 5),
    row('2021-04', 5),
    row('2021-06', 5, { violence: 'ONE_SIDED' }),
  ])!;
  expect(gapsOf(statistics)).toEqual([
    { from: 1, count: 2 },
    { from: 4, count: 1 },
  ]);
});

test('gapsOf are the periods of which no dataset speaks, where it is told of which they do', () => {
  const loaded = (kind: 'COMPLETE' | 'EXTRACT', from: string, to: string) => ({
    dataset: { name: 'GED' },
    days: [{ from, to, kind }],
  });
  const rows = [row('2021-01', 5), row('2021-06', 5)];
  const gaps = (...coverage: ReturnType<typeof loaded>[]) =>
    gapsOf(statisticsOf(rows, [], [], coverage)!);
  expect(gaps(loaded('COMPLETE', '2021-01-01', '2021-03-31'))).toEqual([{ from: 3, count: 3 }]);
  // A part of a month is loaded: what is on record of it is no gap.
  expect(gaps(loaded('COMPLETE', '2021-02-28', '2021-06-01'))).toEqual([{ from: 0, count: 1 }]);
  expect(
    gaps(
      loaded('COMPLETE', '2021-01-01', '2021-06-30'),
      loaded('EXTRACT', '2021-01-01', '2021-02-28'),
    ),
  ).toEqual([]);
  expect(gaps(loaded('EXTRACT', '2021-01-01', '2021-06-30'))).toEqual([{ from: 0, count: 6 }]);
});

test('countsOf is over all types of violence', () => {
  const statistics = monthly([row('2021-04', 55), row('2021-04', 1, { violence: 'ONE_SIDED' })])!;
  expect(countsOf(statistics)).toEqual([4]);
});

describe('namedPeriods', () => {
  const months = monthly([row('2021-04', 1), row('2023-02', 1)])!.ids;

  test.each([
    [['2021-04'], ['2021-04']],
    [months, ['2021-04', '2022-01', '2023-02']],
    [
      ['2015', '2016', '2017', '2018', '2019', '2020', '2021', '2022'],
      ['2015', '2016', '2018', '2020', '2022'],
    ],
    [
      Array.from({ length: 22 }, (_, index) => String(2000 + index)),
      ['2000', '2005', '2010', '2015', '2021'],
    ],
    [
      ['2020', '2021'],
      ['2020', '2021'],
    ],
  ])('of %j: %j', (ids, named) => {
    expect(namedPeriods(ids).map(({ id }) => id)).toEqual(named);
  });
});
