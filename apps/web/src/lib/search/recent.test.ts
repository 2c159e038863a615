import { expect, test } from 'vitest';
import { keepRecent, readRecent, recentOf, withRecent } from './recent.ts';

const batken = { name: 'Batken', href: '/places/batken-region' };
const osh = { name: 'Osh', href: '/places/osh' };

test('the newest comes first, and each thing once', () => {
  expect(withRecent([batken, osh], osh)).toEqual([osh, batken]);
  const many = Array.from({ length: 9 }, (_, index) => ({ ...osh, href: `/places/${index}` }));
  expect(withRecent(many, batken)).toHaveLength(6);
});

test('what is kept is read again; what is spoilt or leads elsewhere is not', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  keepRecent(storage, batken);
  keepRecent(storage, osh);
  expect(readRecent(storage)).toEqual([osh, batken]);
  expect(recentOf('{')).toEqual([]);
  expect(
    recentOf('[{"name":"x","href":"javascript:alert(1)"},{"name":"y","href":"//z"},null]'),
  ).toEqual([]);
});

test('a browser that keeps nothing is no mistake', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  };
  expect(() => keepRecent(full, batken)).not.toThrow();
});
