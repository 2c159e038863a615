import { expect, test } from 'vitest';
import { daysOf, nextPeriod, spanText } from './period-days.ts';

test.each([
  ['2021', '2021-01-01', '2021-12-31', '2022'],
  ['2024-02', '2024-02-01', '2024-02-29', '2024-03'],
  ['2021-12', '2021-12-01', '2021-12-31', '2022-01'],
  ['2021-W01', '2021-01-04', '2021-01-10', '2021-W02'],
  ['2020-W53', '2020-12-28', '2021-01-03', '2021-W01'],
  ['2019-W52', '2019-12-23', '2019-12-29', '2020-W01'],
])('%s runs from %s to %s and is followed by %s', (key, from, to, next) => {
  expect(daysOf(key)).toEqual({ from, to });
  expect(nextPeriod(key)).toBe(next);
});

test.each([
  ['2021', '2021'],
  ['2021-04', 'Apr 2021'],
  ['2021-W05', '1 – 7 February 2021'],
])('%s is told as %s', (key, told) => {
  expect(spanText(key)).toBe(told);
});
