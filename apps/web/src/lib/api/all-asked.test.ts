import { expect, test } from 'vitest';
import { allAsked } from './all-asked.ts';

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test('gives every answer in its place', async () => {
  expect(await allAsked([later(2).then(() => 'slow'), Promise.resolve(1)])).toEqual(['slow', 1]);
});

test('is refused by the first of the list, whichever fails first', async () => {
  const slow = later(5).then(() => Promise.reject(new Error('first')));
  await expect(allAsked([slow, Promise.reject(new Error('second'))])).rejects.toThrow('first');
});
