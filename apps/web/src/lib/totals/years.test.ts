import { expect, test } from 'vitest';
import { yearsOf } from './years.ts';

test('the years of several series are one run, with those in which nothing happened', () => {
  expect(
    yearsOf([
      [{ period: '2019', deaths: { best: 3 } }],
      [],
      [{ period: '2016', deaths: null }, { period: '2018' }],
    ]),
  ).toEqual([2016, 2017, 2018, 2019]);
  expect(yearsOf([[], []])).toEqual([]);
});
