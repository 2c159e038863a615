import { describe, expect, test } from 'vitest';
import { countsOf, deadliest, namedPeriods, statisticsOf, type MonthRow } from './periods.ts';

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
    });
  });
});

test('deadliest is by the best estimate, and none without one', () => {
  expect(deadliest(statisticsOf([row('2021-04', 55), row('2021-07', 1)])!)!.period.id).toBe(
    '2021-04',
  );
  expect(deadliest(statisticsOf([row('2021-04', null)])!)).toBeNull();
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
