import { expect, test } from 'vitest';
import { choicesOf, filterOf } from './choices.ts';

test.each([
  ['', {}],
  ['q=+bat+&kind=SETTLEMENT&country=kg', { text: 'bat', kinds: ['SETTLEMENT'], countries: ['KG'] }],
  ['kind=toString&country=Kyrgyzstan', {}],
])('%j asks for %j', (search, filter) => {
  expect(filterOf(choicesOf({ searchParams: new URLSearchParams(search) }))).toEqual(filter);
});
