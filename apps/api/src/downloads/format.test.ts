import { expect, test } from 'vitest';
import { remembering } from './format.ts';

test('what recurs is made once, and no more is kept than fits', () => {
  const made: string[] = [];
  const shout = remembering((text) => {
    made.push(text);
    return text.toUpperCase();
  });
  expect([shout('a'), shout('b'), shout('a')]).toEqual(['A', 'B', 'A']);
  expect(made).toEqual(['a', 'b']);
  for (let index = 0; index < 2_000; index++) shout(String(index));
  made.length = 0;
  expect([shout('a'), shout('1999')]).toEqual(['A', '1999']);
  expect(made).toEqual(['a']);
});
