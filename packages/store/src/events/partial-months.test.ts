import { expect, test } from 'vitest';
import { wholeMonthsOf } from './partial-months.ts';

test.each([
  ['2021-01-15', '2021-04-10', { from: '2021-02-01', until: '2021-04-01' }],
  ['2021-01-01', '2021-04-30', { from: '2021-01-01', until: '2021-05-01' }],
  ['2021-12-02', null, { from: '2022-01-01', until: null }],
  [null, '2020-02-29', { from: null, until: '2020-03-01' }],
  [null, null, { from: null, until: null }],
  ['2021-01-02', '2021-01-31', null],
  ['2021-01-15', '2021-02-27', null],
])('the whole months from %s to %s', (from, to, months) => {
  expect(wholeMonthsOf({ from, to })).toEqual(months);
});
