import { expect, test } from 'vitest';
import { countText, quantityText, rangeText, sumBoundsText, sumText } from './numbers.ts';

test.each([
  [{ best: 137000, quantifier: 'ABOUT' }, 'about 137,000'],
  [{ low: 88, best: 88, high: 94, quantifier: 'EXACT' }, '88 (88–94)'],
  [{ low: 38, best: 38, high: 38, quantifier: 'EXACT' }, '38'],
  [
    { low: 15, best: 14, high: 14, quantifier: 'EXACT' },
    '14 (low 15, high 14: out of order in its source)',
  ],
  [
    { low: 15, best: 14, high: 20, quantifier: 'EXACT' },
    '14 (low 15, high 20: out of order in its source)',
  ],
  [{ low: 37, quantifier: 'AT_LEAST' }, 'at least 37'],
  [{ quantifier: 'EXACT' }, 'no number'],
] as const)('%j', (quantity, expected) => {
  expect(quantityText(quantity)).toBe(expected);
});

test('ranges and counts', () => {
  expect([
    rangeText(17, 24),
    rangeText(59, 59),
    rangeText(15, 14),
    countText(1, 'claim'),
    countText(1234, 'claim'),
  ]).toEqual([
    '17–24',
    '59',
    'low 15, high 14: out of order in its source',
    '1 claim',
    '1,234 claims',
  ]);
});

test('a sum is never said to be out of order in a source: some of its events are', () => {
  expect(sumText({ low: 340, best: 344, high: 351 })).toBe('344 (340–351)');
  expect(sumText({ low: 344, best: 344, high: 343 })).toBe(
    '344 (low 344, high 343: some of its events have estimates out of order)',
  );
  expect(sumBoundsText({ low: 340, best: 344, high: 351 })).toBe('340–351');
  expect(sumBoundsText({ low: 344, best: 344, high: 343 })).toBe(
    'low 344, high 343: some events have estimates out of order',
  );
});
