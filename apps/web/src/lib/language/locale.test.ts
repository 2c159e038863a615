import { expect, test } from 'vitest';
import { localized, unlocalized } from './locale.ts';

test.each([
  ['/', 'en', '/'],
  ['/', 'ru', '/ru'],
  ['/events/ucdp:ged:1', 'tg', '/tg/events/ucdp:ged:1'],
  ['/conflicts', 'ar-XB', '/ar-XB/conflicts'],
] as const)('%s in %s is %s, and back', (path, locale, expected) => {
  expect(localized(path, locale)).toBe(expected);
  expect(unlocalized(expected)).toBe(path);
});

test('a path that only begins like a language keeps its beginning', () => {
  expect(unlocalized('/rural')).toBe('/rural');
});
