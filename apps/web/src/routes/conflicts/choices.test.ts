import { expect, test } from 'vitest';
import { choicesOf, filterOf } from './choices.ts';

const filter = (search: string) =>
  filterOf(choicesOf({ searchParams: new URLSearchParams(search) }));

test.each([
  ['', {}],
  ['q=+congo+', { text: 'congo' }],
  ['sort=violence:NON_STATE', { violence: ['NON_STATE'] }],
  ['sort=kind:NON_STATE&curated=on', { kinds: ['NON_STATE'], curated: true }],
  ['sort=NON_STATE', {}],
  ['sort=kind:toString', {}],
])('“%s” asks for %j', (search, expected) => {
  expect(filter(search)).toEqual(expected);
});

test('an order that the form does not offer is by deaths', () => {
  expect(choicesOf({ searchParams: new URLSearchParams('order=DEADLIEST') }).order).toBe(
    'MOST_DEATHS',
  );
});
