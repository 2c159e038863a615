import { expect, test } from 'vitest';
import { explained } from './worked.ts';

test.each([
  [
    '# Who says\n# how many? One line of it.\n# Another.\n\nquery A { a } # not this',
    { title: 'Who says how many?', note: 'One line of it. Another.' },
  ],
  ['# Who says how many?\nquery A { a }', { title: 'Who says how many?', note: '' }],
  ['# Without an end', { title: 'Without an end', note: '' }],
])('%j', (query, expected) => {
  expect(explained({ name: '01-a', query })).toEqual(expected);
});
