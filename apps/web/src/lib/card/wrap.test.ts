import { expect, test } from 'vitest';
import { wrapped } from './wrap.ts';

const lines = (text: string, width: number, most: number) =>
  wrapped(text, width, most, ({ length }) => length);

test.each([
  ['', 10, 2, []],
  ['one', 10, 2, ['one']],
  ['one two three', 8, 3, ['one two', 'three']],
  ['one two three four', 8, 2, ['one two', 'three…']],
  ['one twotwo three', 10, 1, ['one twotw…']],
  ['abcdefghijkl', 5, 2, ['abcde', 'fghi…']],
])('%j at %i wide, %i lines', (text, width, most, expected) => {
  expect(lines(text, width, most)).toEqual(expected);
});
