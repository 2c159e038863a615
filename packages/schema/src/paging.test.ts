import { describe, expect, test } from 'vitest';
import { sliceOf } from './paging.ts';

describe('sliceOf', () => {
  test.each([
    [{}, { size: 20, forward: true, cursor: null }],
    [
      { first: null, after: null },
      { size: 20, forward: true, cursor: null },
    ],
    [{ first: 1 }, { size: 1, forward: true, cursor: null }],
    [
      { first: 100, after: 'c' },
      { size: 100, forward: true, cursor: 'c' },
    ],
    [{ last: 5 }, { size: 5, forward: false, cursor: null }],
    [
      { last: 5, before: 'c' },
      { size: 5, forward: false, cursor: 'c' },
    ],
    [{ after: 'c' }, { size: 20, forward: true, cursor: 'c' }],
  ])('%j', (args, expected) => {
    expect(sliceOf(args)).toEqual(expected);
  });

  test.each([
    [{ first: 0 }, 'A page has 1 to 100 rows; 0 was asked for.'],
    [{ first: 101 }, 'A page has 1 to 100 rows; 101 was asked for.'],
    [{ last: -1 }, 'A page has 1 to 100 rows; -1 was asked for.'],
    [{ first: 1, last: 1 }, 'Give first or last, not both'],
    [{ after: 'a', before: 'b' }, 'Give after or before, not both.'],
    [{ first: 1, before: 'b' }, 'Use first with after, and last with before.'],
    [{ last: 1, after: 'a' }, 'Use first with after, and last with before.'],
  ])('%j is refused', (args, message) => {
    expect(() => sliceOf(args)).toThrow(message);
  });
});
