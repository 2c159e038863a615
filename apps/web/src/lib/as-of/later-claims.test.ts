import { expect, test } from 'vitest';
import { laterClaims, withdrawnAfter } from './later-claims.ts';

const counted = (totalCount: number) => ({ totalCount });
const withdrawn = (claims: number, isAtLeast = false) => ({ claims, isAtLeast });

test('what was withdrawn since is no later claim less', () => {
  expect(laterClaims(counted(10), counted(7), withdrawn(0))).toEqual(withdrawn(3));
  // Two of the ten stood then and are withdrawn; three came.
  expect(laterClaims(counted(11), counted(10), withdrawn(2))).toEqual(withdrawn(3));
  expect(laterClaims(counted(0), counted(2), withdrawn(2))).toBeNull();
  expect(laterClaims(counted(2), counted(2), withdrawn(0))).toEqual(withdrawn(0));
});

test('where not all that was withdrawn since is known, there are at least so many later claims', () => {
  expect(laterClaims(counted(10), counted(7), withdrawn(1, true))).toEqual(withdrawn(4, true));
  expect(laterClaims(counted(2), counted(2), withdrawn(0, true))).toBeNull();
});

test('claims withdrawn after a moment', () => {
  const moments = [
    { at: '2022-09-01T00:00:00.000Z', asserted: 3, withdrawn: 1 },
    { at: '2022-09-02T00:00:00.000Z', asserted: 0, withdrawn: 2 },
    { at: '2022-09-03T00:00:00.000Z', asserted: 1, withdrawn: 4 },
  ];
  expect(withdrawnAfter(moments, '2022-09-01T00:00:00.000Z', 5)).toEqual(withdrawn(6));
  expect(withdrawnAfter(moments, '2022-09-03T00:00:00.000Z', 5)).toEqual(withdrawn(0));
  expect(withdrawnAfter(moments, null, 5)).toEqual(withdrawn(0));
  // Of the five moments before the first of these some may be later.
  expect(withdrawnAfter(moments, '2022-08-31T00:00:00.000Z', 5)).toEqual(withdrawn(7, true));
  expect(withdrawnAfter(moments, '2022-08-31T00:00:00.000Z', 0)).toEqual(withdrawn(7));
});
