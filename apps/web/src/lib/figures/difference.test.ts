import { expect, test } from 'vitest';
import { differencesOf } from './difference.ts';

type Current = Parameters<typeof differencesOf>[0];

const said = (name: string, from: string, to: string, quantifier: string | null = 'EXACT') => ({
  claimant: { name },
  quantity: quantifier && { low: 1, best: 1, high: 1, quantifier },
  assertedAt: {
    earliest: `${from}T00:00:00.000Z`,
    latest: `${to}T23:59:59.999Z`,
    precision: 'DAYS',
    edtf: `${from}/${to}`,
    zone: null,
  },
});
const of = (...current: object[]) => differencesOf(current as unknown as Current);

test('who certainly spoke later counted later', () => {
  expect(of(said('A', '2022-09-16', '2022-09-16'), said('B', '2022-09-20', '2022-09-21'))).toEqual([
    'A: said 16 September 2022; B: said 20 – 21 September 2022.',
  ]);
});

test('of times that may be the same nothing is said', () => {
  expect(of(said('A', '2022-09-14', '2022-09-18'), said('B', '2022-09-16', '2022-09-16'))).toEqual(
    [],
  );
});

test('a bound and a rounded number are no exact count', () => {
  expect(
    of(
      said('A', '2022-09-16', '2022-09-16', 'MORE_THAN'),
      said('B', '2022-09-16', '2022-09-16', 'ABOUT'),
      said('C', '2022-09-16', '2022-09-16', 'UP_TO'),
      said('D', '2022-09-16', '2022-09-16', 'AT_LEAST'),
    ),
  ).toEqual([
    'A, D: a lower bound, not a count.',
    'C: an upper bound, not a count.',
    'B: a round number.',
  ]);
});

test('one claimant alone, and words without a number, differ from nobody', () => {
  expect(of(said('A', '2022-09-16', '2022-09-16', 'ABOUT'))).toEqual([]);
  expect(
    of(said('A', '2022-09-16', '2022-09-16'), said('B', '2022-10-16', '2022-10-16', null)),
  ).toEqual([]);
});
