import { expect, test } from 'vitest';
import { laterClaims, withdrawnAfter } from './later-claims.ts';

const counted = (totalCount: number) => ({ totalCount });

test('what was withdrawn since is no later claim less', () => {
  expect(laterClaims(counted(10), counted(7), 0)).toBe(3);
  // Two of the ten stood then and are withdrawn; three came.
  expect(laterClaims(counted(11), counted(10), 2)).toBe(3);
  expect(laterClaims(counted(0), counted(2), 2)).toBeNull();
  expect(laterClaims(counted(2), counted(2), 0)).toBe(0);
});

test('claims withdrawn after a moment', () => {
  const moments = [
    { at: '2022-09-01T00:00:00.000Z', asserted: 3, withdrawn: 1 },
    { at: '2022-09-02T00:00:00.000Z', asserted: 0, withdrawn: 2 },
    { at: '2022-09-03T00:00:00.000Z', asserted: 1, withdrawn: 4 },
  ];
  expect(withdrawnAfter(moments, '2022-09-01T00:00:00.000Z')).toBe(6);
  expect(withdrawnAfter(moments, '2022-09-03T00:00:00.000Z')).toBe(0);
  expect(withdrawnAfter(moments, null)).toBe(0);
});
