import { expect, test } from 'vitest';
import { brushOf, daysBetween } from './brush.ts';

const counts = [
  { month: '2020-11', events: 4 },
  { month: '2021-02', events: 8 },
  { month: null, events: 3 },
];

test('every month stands in it, and those asked for are inside', () => {
  const brush = brushOf(counts, { from: '2021-01-15' })!;
  expect(brush.months.map(({ key, share, inside }) => [key, share, inside])).toEqual([
    ['2020-11', 0.5, false],
    ['2020-12', 0, false],
    ['2021-01', 0, true],
    ['2021-02', 1, true],
  ]);
  expect([brush.from, brush.to]).toEqual([2, 3]);
  expect(brush.years).toMatchObject([
    { text: '2020', at: 0 },
    { text: '2021', at: 0.5, inside: false },
  ]);
  expect(brush.summary).toBe('Nov 2020 to Feb 2021; most in Feb 2021, 8 events.');
});

test('a year asked for whole is marked; without events there is none', () => {
  expect(brushOf(counts, { from: '2021-01-01', to: '2021-12-31' })!.years[1]!.inside).toBe(true);
  expect(brushOf([{ month: null, events: 3 }], null)).toBeNull();
  expect(brushOf(counts, { from: '1999-01-01', to: '1999-12-31' })).toMatchObject({
    from: 0,
    to: 0,
  });
});

test('days between two months, dragged in either direction and past the ends', () => {
  const brush = brushOf(counts, null)!;
  expect(daysBetween(brush, 3, 1)).toEqual({ from: '2020-12-01', to: '2021-02-28' });
  expect(daysBetween(brush, -5, 9)).toEqual({ from: '2020-11-01', to: '2021-02-28' });
});
