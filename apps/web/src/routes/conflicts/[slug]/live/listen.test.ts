import { expect, test } from 'vitest';
import { waitMs } from './listen.ts';

test.each([
  [0, 0, 500],
  [0, 1, 1000],
  [1, 1, 2000],
  [4, 0, 8000],
  [20, 1, 60_000],
  [2000, 0, 30_000],
])('after %i failures and by chance %d it waits %i ms', (failures, chance, expected) => {
  expect(waitMs(failures, chance)).toBe(expected);
});
