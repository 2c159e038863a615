import { expect, test } from 'vitest';
import { entityOf } from './entity.ts';
import { entityAddress, feedAddress, filterText, listAddress, listsOf } from './files.ts';

const API = 'https://api.example/graphql';
const DAYS = {
  of: 'events',
  filter: {
    conflicts: ['kyrgyzstan-tajikistan'],
    during: { from: '2021-01-01', to: null },
    countries: ['KG', 'TJ'],
    minDeaths: 5,
  },
} as const;

test('a filter is written as downloads read it: dots, and a list by repeating', () => {
  expect(listAddress(API, DAYS, 'csv', '2022-09-16T23:59:59.000Z')).toBe(
    'https://api.example/events.csv?conflicts=kyrgyzstan-tajikistan&during.from=2021-01-01&countries=KG&countries=TJ&minDeaths=5&asOf=2022-09-16T23%3A59%3A59.000Z',
  );
  expect(filterText(DAYS)).toBe(
    'conflicts=kyrgyzstan-tajikistan, during.from=2021-01-01, countries=KG, countries=TJ, minDeaths=5',
  );
});

test('an entity has its answer, and a conflict its feed', () => {
  expect(entityAddress(API, { root: 'reports', slug: 'ucdp:source:703/police' }, null)).toBe(
    'https://api.example/reports/ucdp:source:703/police.json',
  );
  expect(feedAddress(API, { root: 'conflicts', slug: 'x' }, null)).toBe(
    'https://api.example/conflicts/x/feed.atom',
  );
  expect(feedAddress(API, null, null)).toBe('https://api.example/feed.atom');
});

test.each([
  ['/events/[...slug]', { slug: 'ucdp:ged:1' }, { root: 'events', slug: 'ucdp:ged:1' }],
  ['/conflicts/[slug]', { slug: 'x' }, { root: 'conflicts', slug: 'x' }],
  ['/conflicts/[slug]/events', { slug: 'x' }, null],
  ['/docs', {}, null],
  [null, {}, null],
])('%s is the page of %j', (route, params, entity) => {
  expect(entityOf(route, params)).toEqual(entity);
});

test('what belongs to an actor: events it took part in, and what it said', () => {
  expect(listsOf({ root: 'actors', slug: 'red-cross' })).toEqual([
    { of: 'events', filter: { actors: ['red-cross'] } },
    { of: 'claims', filter: { claimants: ['red-cross'] } },
  ]);
});
