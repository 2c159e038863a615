import { expect, test } from 'vitest';
import { pageLink } from './links.ts';
import { firstRowOf } from './page.ts';

const row = (search: string) => firstRowOf({ searchParams: new URLSearchParams(search) });

test.each([
  ['', 1],
  ['after=abc&row=51', 51],
  ['after=abc', null],
  ['before=abc&row=0', null],
  ['row=1e9&after=x', null],
])('of ?%s the first row is %j', (search, expected) => {
  expect(row(search)).toBe(expected);
});

test('the links to other pages carry where they begin', () => {
  const next = pageLink('?q=x', 'after', 'abc', 'list', '', 51);
  expect(next).toBe('?q=x&after=abc&row=51#list');
  expect(row(next.slice(1, next.indexOf('#')))).toBe(51);
  expect(pageLink('?after=abc&row=51', 'before', 'def', 'list', '', 1)).toBe('?before=def#list');
});
