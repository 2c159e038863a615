import { describe, expect, test } from 'vitest';
import {
  countsOf,
  gapsOf,
  namedPeriods,
  statisticsOf,
  totalOf,
  type MonthRow,
  type WideEvent,
} from './periods.ts';

const row = (month: string, best: number | null, rest: Partial<MonthRow> = {}): MonthRow => ({
  month,
  violence: 'STATE_BASED',
  events: 2,
  eventsWithoutFigure: best === null ? 2 : 0,
  deaths: best === null ? null : { low: best - 1, best, high: best + 5 },
  ...rest,
});

describe('statisticsOf', () => {
  test('is nothing without a month', () => {
    expect(statisticsOf([])).toBeNull();
    expect(statisticsOf([row('', 3, { month: null })])).toBeNull();
  });

  test('fills the months between, a multiple for each type of violence, one scale for all', () => {
    const statistics = statisticsOf([
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

  test('goes by year where the months are many, each event counted once', () => {
    const statistics = statisticsOf([
      row('2015-03', 10),
      row('2015-08', 20),
      row('2022-01', null),
    ])!;
    expect(statistics.ids).toHaveLength(8);
    expect(statistics.multiples[0]!.periods[0]).toEqual({
      id: '2015',
      events: 4,
      eventsWithoutFigure: 0,
      deaths: { low: 28, best: 30, high: 40 },
      spanning: 0,
    });
  });
});

test('totalOf is of all types of violence together, as the table adds up to', () => {
  const statistics = statisticsOf([
    row('2021-04', 55),
    row('2021-04', 40, { violence: 'ONE_SIDED' }),
    row('2022-01', null),
  ])!;
  expect(totalOf(statistics)).toEqual({
    events: 6,
    eventsWithoutFigure: 2,
    deaths: { low: 93, best: 95, high: 105 },
  });
  expect(totalOf(statisticsOf([row('2021-04', null)])!).deaths).toBeNull();
});

describe('events known only to the month or year', () => {
  const wide = (earliest: string, latest: string, best: number): WideEvent => ({
    slug: earliest,
    violence: 'STATE_BASED',
    time: {
      earliest: `${earliest}T00:00:00.000Z`,
      latest: `${latest}T23:59:59.999Z`,
      precision: 'YEAR',
    },
    deaths: { low: best, best, high: best },
  });
  const rows = [row('2021-01', 120_000), row('2021-02', 3)];
  const events = [
    wide('2021-01-01', '2021-12-31', 113_368),
    wide('2021-02-01', '2021-02-28', 3),
    wide('2021-01-05', '2021-01-20', 9),
  ];

  test('are told apart in the month that counts them whole', () => {
    const { multiples, spanning } = statisticsOf(rows, events)!;
    expect(multiples[0]!.periods.map((period) => period!.spanning)).toEqual([113_368, 0]);
    expect(spanning.map(({ slug }) => slug)).toEqual(['2021-01-01']);
  });

  test('are of their year where the chart goes by year', () => {
    const { multiples, spanning } = statisticsOf([row('2015-01', 1), ...rows], events)!;
    expect(multiples[0]!.periods.at(-1)).toMatchObject({ id: '2021', spanning: 0 });
    expect(spanning).toEqual([]);
  });
});

test('gapsOf are the periods without any event on record', () => {
  const statistics = statisticsOf([
    row('2021-01', 5),
    row('2021-04', 5),
    row('2021-06', 5, { violence: 'ONE_SIDED' }),
  ])!;
  expect(gapsOf(statistics)).toEqual([
    { from: 1, count: 2 },
    { from: 4, count: 1 },
  ]);
});

test('countsOf is over all types of violence', () => {
  const statistics = statisticsOf([
    row('2021-04', 55),
    row('2021-04', 1, { violence: 'ONE_SIDED' }),
  ])!;
  expect(countsOf(statistics)).toEqual([4]);
});

describe('namedPeriods', () => {
  const months = statisticsOf([row('2021-04', 1), row('2023-02', 1)])!.ids;

  test.each([
    [['2021-04'], ['2021-04']],
    [months, ['2021-04', '2022-01', '2023-02']],
    [
      ['2015', '2016', '2017', '2018', '2019', '2020', '2021', '2022'],
      ['2015', '2017', '2019', '2022'],
    ],
  ])('of %j: %j', (ids, named) => {
    expect(namedPeriods(ids).map(({ id }) => id)).toEqual(named);
  });
});
