import { expect, test } from 'vitest';
import { shared, united, without, type Days } from './covered-days.ts';

const days = (text: string): Days[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((span) => {
      const [from, to] = span.split('/') as [string, string];
      return { from, to };
    });

test('unites spans that meet', () => {
  const half = '2026-07-01/2026-07-31 2026-01-01/2026-06-30 2026-09-01/2026-09-30';
  expect(united(days(half))).toEqual(days('2026-01-01/2026-07-31 2026-09-01/2026-09-30'));
});

test('tells the days of both, and those of one alone', () => {
  const [candidates, year] = [days('2026-01-01/2026-07-31'), days('1989-01-01/2026-12-31')];
  expect(shared(candidates, year)).toEqual(candidates);
  expect(without(year, candidates)).toEqual(days('1989-01-01/2025-12-31 2026-08-01/2026-12-31'));
  expect(without(candidates, year)).toEqual([]);
  expect(shared(candidates, days('2027-01-01/2027-01-31'))).toEqual([]);
});
