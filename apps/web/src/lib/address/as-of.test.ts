import { expect, test } from 'vitest';
import { addressAsOf, summaryAsOf } from './as-of.ts';

test.each([
  ['/conflicts/x', '', '2022-09-16T10:00:00.000Z', '/conflicts/x?asOf=2022-09-16T10%3A00%3A00Z'],
  ['/conflicts/x', '?asOf=2022-09-16&after=abc', null, '/conflicts/x'],
  [
    '/conflicts',
    '?q=iraq&before=abc',
    '2022-09-16T10:00:00.000Z',
    '/conflicts?q=iraq&asOf=2022-09-16T10%3A00%3A00Z',
  ],
])('%s%s rewound to %s', (pathname, search, moment, expected) => {
  expect(addressAsOf({ pathname, search }, moment)).toBe(expected);
});

test('a summary is told only as things stand now', () => {
  const page = { summary: 'It ended in a treaty.' };
  expect([
    summaryAsOf(page, null),
    summaryAsOf(page, '2022-09-16T10:00:00.000Z'),
    summaryAsOf({}, null),
  ]).toEqual(['It ended in a treaty.', null, null]);
});
