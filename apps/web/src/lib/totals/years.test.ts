import { expect, test } from 'vitest';
import { periodsOf } from './years.ts';

test('the years of several series are one run, with those in which nothing happened', () => {
  expect(
    periodsOf([
      [{ period: '2019', deaths: { best: 3 } }],
      [],
      [{ period: '2016', deaths: null }, { period: '2018' }],
    ]),
  ).toEqual(['2016', '2017', '2018', '2019']);
  expect(periodsOf([[], []])).toEqual([]);
});

test('so are the months', () => {
  expect(periodsOf([[{ period: '2021-11' }], [{ period: '2022-02' }]])).toEqual([
    '2021-11',
    '2021-12',
    '2022-01',
    '2022-02',
  ]);
});
