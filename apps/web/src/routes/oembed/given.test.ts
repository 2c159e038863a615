import { expect, test } from 'vitest';
import { givenOf, pixelsOf } from './given.ts';

const NOW = '2026-11-27T10:00:00.000Z';
const given = (text: string) => givenOf(text, 'https://casus.example', NOW);

test.each([
  ['https://casus.example/claims/a/b@1', '', 'claims', 'a/b@1'],
  ['https://casus.example/ru/figures/a/b@1', '/ru', 'figures', 'a/b@1'],
  ['https://casus.example/ru/events/ucdp:ged:1?asOf=2022-09-16', '/ru', 'events', 'ucdp:ged:1'],
  ['https://casus.example/tg/dyads/a-b', '/tg', 'dyads', 'a-b'],
  ['https://casus.example/countries/ethiopia', '', 'countries', 'ethiopia'],
  ['https://casus.example/ky/embed/figures/a%40b/', '/ky', 'embed', 'figures/a@b'],
])('%s has a card', (text, language, kind, below) => {
  expect(given(text)).toMatchObject({ language, kind, below });
});

test.each([
  'claims/a',
  'https://elsewhere.example/claims/a',
  'https://casus.example/datasets/a',
  'https://casus.example/claims/',
  'https://casus.example/claims/%E0%A4%A',
])('%s has none', (text) => {
  expect(given(text)).toBeNull();
});

test('a page as of now is the page at the moment of asking', () => {
  expect(given('https://casus.example/claims/a?asOf=now')!.url.searchParams.get('asOf')).toBe(NOW);
});

test('a size is a whole number of pixels', () => {
  expect([null, '', '480', '0', '-3', '1e3', 'wide'].map(pixelsOf)).toEqual([
    undefined,
    undefined,
    480,
    null,
    null,
    null,
    null,
  ]);
});
