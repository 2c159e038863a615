import { describe, expect, test } from 'vitest';
import {
  daysUncovered,
  lastTwelveMonths,
  monthsOf,
  spanOf,
  spanParameter,
  unitOf,
  within,
  yearOf,
  yearsCovered,
} from './span.ts';

const asked = (search: string) => spanOf(new URL(`https://casus.example/${search}`));
const covering = (...days: [from: string, to: string, kind?: string][]) => [
  { days: days.map(([from, to, kind = 'COMPLETE']) => ({ from, to, kind })) },
];

test.each([
  ['', null],
  ['?year=2021', { from: '2021-01-01', to: '2021-12-31' }],
  ['?during=2021', { from: '2021-01-01', to: '2021-12-31' }],
  ['?during=2020-02', { from: '2020-02-01', to: '2020-02-29' }],
  ['?during=2021-03/2022-02', { from: '2021-03-01', to: '2022-02-28' }],
  ['?during=2021-03-05..2021', { from: '2021-03-05', to: '2021-12-31' }],
  ['?during=2022-09-16', { from: '2022-09-16', to: '2022-09-16' }],
])('%s asks for days', (search, span) => {
  expect(asked(search)).toEqual(span);
});

test.each(['?year=21', '?during=2021-13', '?during=2021-02-30', '?during=2021/', '?during=a/b/c'])(
  '%s asks for none',
  (search) => {
    expect(() => asked(search)).toThrow(expect.objectContaining({ status: 400 }));
  },
);

test('days that end before they start are refused', () => {
  expect(() => asked('?during=2022/2021')).toThrow(expect.objectContaining({ status: 400 }));
});

test.each(['2021', '2021-02', '2021-03/2022-02', '2021-03-05', '2021-03-05/2021-03-09'])(
  '%s is written as it was asked',
  (text) => {
    expect(spanParameter(asked(`?during=${text}`)!)).toBe(text);
  },
);

test('a year is offered as one, and short spans are drawn by their months', () => {
  expect(yearOf(asked('?during=2021'))).toBe('2021');
  expect(yearOf(asked('?during=2021-02'))).toBe('');
  expect(unitOf(asked('?during=2021'))).toBe('MONTH');
  expect(unitOf(asked('?during=2001/2021'))).toBe('YEAR');
  expect(unitOf(null)).toBe('YEAR');
  expect(monthsOf({ from: '2021-11-20', to: '2022-02-01' })).toEqual([
    '2021-11',
    '2021-12',
    '2022-01',
    '2022-02',
  ]);
});

describe('the last twelve months', () => {
  test('are the last whole ones of which datasets speak without a gap', () => {
    expect(lastTwelveMonths(covering(['2021-01-01', '2021-12-31']))).toEqual({
      from: '2021-01-01',
      to: '2021-12-31',
    });
    expect(
      lastTwelveMonths(covering(['2019-01-01', '2021-06-30'], ['2021-07-01', '2022-03-14'])),
    ).toEqual({ from: '2021-03-01', to: '2022-02-28' });
  });

  test('are none of a shorter run, nor of an extract', () => {
    expect(lastTwelveMonths(covering(['2021-01-02', '2021-12-31']))).toBeNull();
    expect(lastTwelveMonths(covering(['2021-01-01', '2021-12-31', 'EXTRACT']))).toBeNull();
    expect(lastTwelveMonths([])).toBeNull();
  });

  test('are not made of two runs with a gap between them', () => {
    expect(
      lastTwelveMonths(covering(['2020-01-01', '2020-12-31'], ['2021-02-01', '2021-09-30'])),
    ).toEqual({ from: '2020-01-01', to: '2020-12-31' });
  });
});

test('what is covered of a span is told, and how much is not', () => {
  const coverage = covering(['2020-01-01', '2020-12-31'], ['2021-02-01', '2021-03-31']);
  expect(daysUncovered({ from: '2020-12-01', to: '2021-04-01' }, coverage)).toBe(31 + 1);
  expect(daysUncovered({ from: '2020-02-01', to: '2020-03-01' }, coverage)).toBe(0);
  expect(within({ from: '2020-12-01', to: '2021-02-10' }, coverage[0]!.days)).toEqual([
    { from: '2020-12-01', to: '2020-12-31' },
    { from: '2021-02-01', to: '2021-02-10' },
  ]);
  expect(yearsCovered(coverage)).toEqual(['2021', '2020']);
});
