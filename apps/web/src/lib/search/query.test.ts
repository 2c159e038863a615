import { expect, test } from 'vitest';
import { queryOf, typeOf } from './query.ts';

const url = (search: string) => ({ searchParams: new URLSearchParams(search) });

test.each([
  ['q=Ворух', 'Ворух'],
  ['q=+batken++', 'batken'],
  ['q=a', null],
  ['q=..', null],
  ['', null],
])('%s looks for %j', (search, expected) => {
  expect(queryOf(url(search))).toBe(expected);
});

test('no more is looked for than may be', () => {
  expect(queryOf(url(`q=${'x'.repeat(300)}`))).toHaveLength(200);
});

test('a type is one of the API’s words', () => {
  expect(['PLACE', 'place', 'toString', ''].map((type) => typeOf(url(`type=${type}`)))).toEqual([
    'PLACE',
    null,
    null,
    null,
  ]);
});
