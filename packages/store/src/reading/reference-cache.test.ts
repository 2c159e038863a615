import { expect, test } from 'vitest';
import { createReferenceCache } from './reference-cache.ts';
import { actors } from '../tables/actor.ts';
import { events } from '../tables/event.ts';

type Actor = typeof actors.$inferSelect;
const rows = (...keys: string[]) =>
  new Map(keys.map((key) => [key, { key, name: `actor ${key}` } as Actor]));

test('keeps rows of the reference tables, and of no other', () => {
  const cache = createReferenceCache(() => true);
  cache.keeper(actors)(rows('a'));
  cache.keeper(events)(new Map([['e', { key: 'e' } as typeof events.$inferSelect]]));
  expect(cache.get(actors, 'a')?.name).toBe('actor a');
  expect(cache.get(actors, 'b')).toBeUndefined();
  expect(cache.get(events, 'e')).toBeUndefined();
});

test('forgets all when something changed, and rows that were being read then', () => {
  const cache = createReferenceCache(() => true);
  cache.keeper(actors)(rows('a'));
  const keep = cache.keeper(actors);
  cache.drop();
  keep(rows('b'));
  expect([cache.get(actors, 'a'), cache.get(actors, 'b')]).toEqual([undefined, undefined]);
});

test('lets the longest kept go beyond its limit', () => {
  const cache = createReferenceCache(() => true, 2);
  cache.keeper(actors)(rows('a', 'b'));
  cache.keeper(actors)(rows('c'));
  expect(['a', 'b', 'c'].filter((key) => cache.get(actors, key))).toEqual(['b', 'c']);
});

test('gives nothing and keeps nothing while changes are not heard of', () => {
  let hears = true;
  const cache = createReferenceCache(() => hears);
  cache.keeper(actors)(rows('a'));
  const keep = cache.keeper(actors);
  hears = false;
  keep(rows('b'));
  expect(cache.get(actors, 'a')).toBeUndefined();
  // Whoever listens again drops all that was there before.
  cache.drop();
  hears = true;
  expect([cache.get(actors, 'a'), cache.get(actors, 'b')]).toEqual([undefined, undefined]);
});

test('two reads that differ are of two moments: neither is kept, nor what is read meanwhile', () => {
  const cache = createReferenceCache(() => true);
  const [earlier, later, meanwhile] = [1, 2, 3].map(() => cache.keeper(actors));
  later!(rows('a', 'b'));
  earlier!(new Map([['a', { key: 'a', name: 'as it was called before' } as Actor]]));
  expect([cache.get(actors, 'a'), cache.get(actors, 'b')]).toEqual([undefined, undefined]);
  meanwhile!(rows('a'));
  expect(cache.get(actors, 'a')).toBeUndefined();
});

test('the same row, read twice at a time, is kept', () => {
  const cache = createReferenceCache(() => true);
  const [one, other] = [1, 2].map(() => cache.keeper(actors));
  one!(rows('a'));
  other!(rows('a'));
  expect(cache.get(actors, 'a')?.name).toBe('actor a');
});

test('a row that was told but not kept is not followed by an older one', () => {
  const cache = createReferenceCache(() => true);
  const late = cache.keeper(actors);
  cache.drop();
  // It began after the drop, but the database may have answered it first.
  const overtaken = cache.keeper(actors);
  late(rows('a'));
  overtaken(new Map([['a', { key: 'a', name: 'as it was called before' } as Actor]]));
  expect(cache.get(actors, 'a')).toBeUndefined();
  cache.keeper(actors)(rows('a'));
  expect(cache.get(actors, 'a')?.name).toBe('actor a');
});

test('a row that was told but not kept is no hindrance to the same one', () => {
  const cache = createReferenceCache(() => true);
  const late = cache.keeper(actors);
  cache.drop();
  const other = cache.keeper(actors);
  late(rows('a'));
  other(rows('a'));
  expect(cache.get(actors, 'a')?.name).toBe('actor a');
});
