import { expect, test } from 'vitest';
import { orderOf, searchInOrder } from './order.ts';

test.each([
  ['', 'MOST_DEATHS'],
  ['order=NAME_ASC', 'NAME_ASC'],
  ['order=LATEST_EVENT', 'LATEST_EVENT'],
  ['order=toString', 'MOST_DEATHS'],
])('“%s” asks for %s', (search, order) => {
  expect(orderOf({ searchParams: new URLSearchParams(search) })).toBe(order);
});

test('another order begins at the first page', () => {
  expect(searchInOrder('?after=abc&row=51&order=NAME_ASC', 'MOST_EVENTS')).toBe(
    '?order=MOST_EVENTS',
  );
});
