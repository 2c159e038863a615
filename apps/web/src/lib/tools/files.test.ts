import { expect, test } from 'vitest';
import { entityOf } from '../page/entity.ts';
import {
  answerAddress,
  entityAddress,
  feedAddress,
  filterText,
  FORMATS,
  listAddress,
  listsOf,
} from './files.ts';

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

test('an index is a table, under the order that the page has', () => {
  const list = { of: 'conflicts', filter: { curated: true }, orderBy: 'MOST_DEATHS' } as const;
  expect(listAddress(API, list, 'csv', null)).toBe(
    'https://api.example/conflicts.csv?curated=true&orderBy=MOST_DEATHS',
  );
  expect(FORMATS[list.of]).toEqual(['csv', 'parquet']);
});

test('an entity has its answer, and a conflict its feed', () => {
  expect(entityAddress(API, { root: 'reports', slug: 'ucdp:source:703/police' }, null)).toBe(
    'https://api.example/reports/ucdp:source:703/police.json',
  );
  expect(feedAddress(API, 'x', null)).toBe('https://api.example/conflicts/x/feed.atom');
  expect(feedAddress(API, null, null)).toBe('https://api.example/feed.atom');
  expect(feedAddress(API, null, '2022-09-16T10:00:00Z')).toBe(
    'https://api.example/feed.atom?asOf=2022-09-16T10%3A00%3A00Z',
  );
});

test('any page has its answer: the question of its playground, asked for a file', () => {
  expect(answerAddress(`${API}?query=%7Bx%7D&variables=%7B%7D`)).toBe(
    'https://api.example/answer.json?query=%7Bx%7D&variables=%7B%7D',
  );
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
