import { expect, test } from 'vitest';
import { knownBy } from './known-by.ts';

const event = {
  slug: 'nayman',
  deaths: { best: 2, claim: { assertedAt: { latest: '2022-01-31T23:59:59.999Z' } } },
};

test.each([
  ['now', null, 2],
  ['at the last moment of its release', '2022-01-31T23:59:59.999Z', 2],
  ['while its release was not certain', '2022-01-31T23:59:59.998Z', null],
])('an estimate %s', (_, asOf, expected) => {
  expect(knownBy(event, asOf).deaths?.best ?? null).toBe(expected);
});

test('an event without an estimate stays as it is', () => {
  expect(knownBy({ slug: 'summit', deaths: null }, '2022-01-01T00:00:00.000Z').deaths).toBeNull();
});
