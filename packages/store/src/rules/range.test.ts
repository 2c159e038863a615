import { describe, expect, test } from 'vitest';
import type { Quantifier } from '../vocabulary.ts';
import { areApart, rangeOf } from './range.ts';

const quantity = (
  quantifier: Quantifier | null,
  best: number | null,
  low: number | null = null,
  high: number | null = null,
) => ({ low, best, high, quantifier });

describe('rangeOf', () => {
  test.each([
    ['no number at all', quantity('EXACT', null), null],
    ['an exact number', quantity('EXACT', 59), { low: 59, high: 59 }],
    ['no hedge given', quantity(null, 59), { low: 59, high: 59 }],
    ['low, best and high', quantity('EXACT', 88, 88, 94), { low: 88, high: 94 }],
    ['UCDP rows out of order', quantity('EXACT', 6, 7, 16), { low: 6, high: 16 }],
    ['at least', quantity('AT_LEAST', 37), { low: 37, high: Infinity }],
    ['more than', quantity('MORE_THAN', 100), { low: 101, high: Infinity }],
    ['up to', quantity('UP_TO', 12), { low: 0, high: 12 }],
    ['up to, with a low', quantity('UP_TO', 12, 3), { low: 3, high: 12 }],
    ['about a round number', quantity('ABOUT', 137000), { low: 136500, high: 137500 }],
    ['about a rounder one', quantity('ABOUT', 20000), { low: 15000, high: 25000 }],
    ['about a number with units', quantity('ABOUT', 129), { low: 128.5, high: 129.5 }],
    ['about none', quantity('ABOUT', 0), { low: 0, high: 0 }],
    ['about a fraction', quantity('ABOUT', 1.5), { low: 1.5, high: 1.5 }],
  ])('%s', (_, given, expected) => {
    expect(rangeOf(given)).toEqual(expected);
  });
});

describe('areApart', () => {
  test.each([
    ['nothing', [], false],
    ['one alone', [{ low: 17, high: 17 }], false],
    [
      'the same number',
      [
        { low: 17, high: 17 },
        { low: 17, high: 17 },
      ],
      false,
    ],
    [
      'two numbers',
      [
        { low: 17, high: 17 },
        { low: 24, high: 24 },
      ],
      true,
    ],
    [
      'ranges that touch',
      [
        { low: 1, high: 5 },
        { low: 5, high: 9 },
      ],
      false,
    ],
    [
      'at least 37 and 59',
      [
        { low: 37, high: Infinity },
        { low: 59, high: 59 },
      ],
      false,
    ],
    [
      'at least 60 and 59',
      [
        { low: 60, high: Infinity },
        { low: 59, high: 59 },
      ],
      true,
    ],
    [
      'three, of which only the outer two are apart',
      [
        { low: 1, high: 5 },
        { low: 4, high: 9 },
        { low: 8, high: 12 },
      ],
      true,
    ],
  ])('%s', (_, ranges, expected) => {
    expect(areApart(ranges)).toBe(expected);
  });
});
