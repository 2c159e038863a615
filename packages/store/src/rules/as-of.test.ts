import { expect, test } from 'vitest';
import { stoodAt, withdrawnBy } from './as-of.ts';

const ten = '2022-09-16T10:00:00.000Z';
const claim = (withdrawnAt: string | null = null) => ({ assertedLatest: ten, withdrawnAt });

test.each([
  ['before it was certainly asserted', claim(), '2022-09-16T09:59:59.999Z', false],
  ['at the very moment', claim(), ten, true],
  ['after', claim(), '2022-09-17T00:00:00.000Z', true],
  ['after it was withdrawn', claim('2022-09-16T12:00:00.000Z'), '2022-09-16T13:00:00.000Z', false],
  [
    'at the moment of withdrawal',
    claim('2022-09-16T12:00:00.000Z'),
    '2022-09-16T12:00:00.000Z',
    false,
  ],
  ['before it was withdrawn', claim('2022-09-16T12:00:00.000Z'), '2022-09-16T11:00:00.000Z', true],
])('%s', (_, given, asOf, expected) => {
  expect(stoodAt(given, asOf)).toBe(expected);
  const isWithdrawn = given.withdrawnAt !== null && given.withdrawnAt <= asOf;
  expect(withdrawnBy(given, asOf)).toBe(isWithdrawn);
});

test('what was certainly asserted only later had not been withdrawn before', () => {
  const given = { assertedLatest: '2022-09-16T14:00:00.000Z', withdrawnAt: ten };
  expect(withdrawnBy(given, '2022-09-16T12:00:00.000Z')).toBe(false);
});
