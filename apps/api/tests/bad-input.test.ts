import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('a mistake in a query is told, with a code that stays', () => {
  test.each([
    [
      'a page of none',
      '{ events(first: 0) { totalCount } }',
      'BAD_USER_INPUT',
      'A page has 1 to 100 rows; 0 was asked for.',
    ],
    [
      'a page too long',
      '{ events(first: 101) { totalCount } }',
      'BAD_USER_INPUT',
      'A page has 1 to 100 rows; 101 was asked for.',
    ],
    [
      'two directions',
      '{ events(first: 1, last: 1) { totalCount } }',
      'BAD_USER_INPUT',
      'Give first or last, not both',
    ],
    [
      'a made-up cursor',
      '{ events(after: "x") { nodes { id } } }',
      'BAD_USER_INPUT',
      'The cursor is not one of this list',
    ],
    [
      "another list's cursor",
      '{ events(after: "WyJOQU1FX0FTQyIsIkEiLCJrIl0") { nodes { id } } }',
      'BAD_USER_INPUT',
      'The cursor is not one of this list',
    ],
    [
      'a made-up id',
      '{ node(id: "nothing") { id } }',
      'BAD_USER_INPUT',
      '"nothing" is not an id of this API.',
    ],
    [
      "another type's id in a filter",
      '{ events(filter: { conflicts: ["QWN0b3I6dWNkcDphY3RvcjoxMzI"] }) { totalCount } }',
      'BAD_USER_INPUT',
      'is the id of an Actor',
    ],
    [
      'days the wrong way round',
      '{ events(filter: { during: { from: "2022-02-01", to: "2022-01-01" } }) { totalCount } }',
      'BAD_USER_INPUT',
      'ends (2022-01-01) before it starts (2022-02-01)',
    ],
    [
      'a day that is none',
      '{ events(filter: { during: { from: "2021-02-30" } }) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      '2021-02-30',
    ],
    [
      'a moment that is none',
      '{ claims(asOf: "yesterday") { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      'yesterday',
    ],
    [
      'fewer than no deaths',
      '{ events(filter: { minDeaths: -1 }) { totalCount } }',
      'BAD_USER_INPUT',
      'minDeaths is a number of persons',
    ],
    [
      'fewer than no deaths at most',
      '{ events(filter: { maxDeaths: -1 }) { totalCount } }',
      'BAD_USER_INPUT',
      'maxDeaths is a number of persons',
    ],
    [
      'more deaths at least than at most',
      '{ events(filter: { minDeaths: 5, maxDeaths: 4 }) { totalCount } }',
      'BAD_USER_INPUT',
      'minDeaths (5) is above maxDeaths (4).',
    ],
    [
      'a text too long',
      `{ events(filter: { text: "${'long '.repeat(50)}" }) { totalCount } }`,
      'BAD_USER_INPUT',
      'text has at most 200 characters; 250 were given.',
    ],
    [
      'a text of too many words',
      `{ events(filter: { text: "${[...'abcdefghijklmnopqrstuvwxyz'].join(' ')}" }) { totalCount } }`,
      'BAD_USER_INPUT',
      'text has at most 10 words; 26 were given.',
    ],
    [
      'events of a moment before the years',
      '{ events(asOf: "0000-01-01T00:00:00Z") { totalCount } }',
      'BAD_USER_INPUT',
      'years 0001 to 9999',
    ],
    [
      'a box upside down',
      '{ events(filter: { within: { west: 0, east: 1, south: 10, north: 5 } }) { totalCount } }',
      'BAD_USER_INPUT',
      'south edge',
    ],
    [
      'a moment before the years',
      '{ claims(asOf: "0000-01-01T00:00:00Z") { totalCount } }',
      'BAD_USER_INPUT',
      'years 0001 to 9999',
    ],
    [
      'a moment after the years',
      '{ claims(asOf: "9999-12-31T23:59:59-12:00") { totalCount } }',
      'BAD_USER_INPUT',
      'years 0001 to 9999',
    ],
    [
      'a day before the years',
      '{ events(filter: { during: { from: "0000-01-01" } }) { totalCount } }',
      'BAD_USER_INPUT',
      'years 0001 to 9999',
    ],
    [
      'more ids than a page holds',
      `{ nodes(ids: [${'"Q29uZmxpY3Q6eA", '.repeat(101)}]) { id } }`,
      'BAD_USER_INPUT',
      'At most 100 ids at once',
    ],
    [
      'a field that is none',
      '{ conflictz { id } }',
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field "conflictz"',
    ],
    ['no document', '{', 'GRAPHQL_PARSE_FAILED', 'Syntax Error'],
  ])('%s', async (_, query, code, message) => {
    const answer = await api.ask(query);
    expect(answer.status).toBeLessThan(500);
    expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual([code]);
    expect(answer.errors[0]!.message).toContain(message);
  });
});

test.each(["'; drop table events; --", '<script>alert(1)</script>', '%', '\\', 'a\u0000b', '🇰🇬'])(
  '%j is but a name that nothing has',
  async (text) => {
    const { data, errors } = await api.ask(
      `query ($text: String!) {
      conflict(slug: $text) { name }
      event(slug: $text) { name }
      conflicts(filter: { text: $text }) { totalCount }
    }`,
      { text },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ conflict: null, event: null, conflicts: { totalCount: 0 } });
    const filtered = await api.ask(
      `query ($id: ID!) {
      events(filter: { conflicts: [$id], actors: [$id], places: [$id], datasets: [$id], dyads: [$id], claimants: [$id], partOf: $id }) { totalCount }
      claims(filter: { conflicts: [$id], claimants: [$id], reports: [$id] }) { totalCount }
    }`,
      { id: text },
    );
    expect(filtered.errors.map(({ extensions }) => extensions!.code)).toEqual(
      Array(10).fill('BAD_USER_INPUT'),
    );
  },
);

test('an address of nothing is told where the API is', async () => {
  const response = await api.app.inject('/nothing');
  expect(response.statusCode).toBe(404);
  expect(response.json()).toEqual({
    errors: [
      {
        message: 'There is nothing at /nothing. The API is at /graphql.',
        extensions: { code: 'NOT_FOUND' },
      },
    ],
  });
});

test('the playground loads nothing from another host', async () => {
  const page = await api.app.inject({ url: '/graphql', headers: { accept: 'text/html' } });
  expect(page.statusCode).toBe(200);
  const loaded = [
    ...page.body.matchAll(/<(?:script|link|img)\b[^>]*?(?:src|href)=["']?([^"'\s>]+)/g),
  ].map(([, address]) => address!);
  expect(loaded.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
});

test('a text of spaces alone asks for no words', async () => {
  for (const text of ['   ', '\t\n']) {
    const { data, errors } = await api.ask(
      'query ($text: String) { events(filter: { text: $text }) { totalCount } all: events { totalCount } eventStatistics(by: [YEAR], filter: { text: $text }) { events } }',
      { text },
    );
    expect(errors).toEqual([]);
    expect(data.events).toEqual(data.all);
  }
});

test.each([
  ['{ events(asOf: "2022-02-28") { totalCount } }', 'such as 2022-09-16T23:59:59Z'],
  ['{ events(filter: { during: { from: "28.2.2022" } }) { totalCount } }', 'such as 2022-09-16.'],
])('who writes a moment otherwise is told how: %s', async (query, how) => {
  const { errors } = await api.ask(query);
  expect(errors[0]!.message).toContain(how);
  expect(errors[0]!.extensions!.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('a country is known in small letters too', async () => {
  const { data } = await api.ask(
    '{ small: events(filter: { countries: ["kg"] }) { totalCount } large: events(filter: { countries: ["KG"] }) { totalCount } }',
  );
  expect(data.small).toEqual(data.large);
  expect(data.large.totalCount).toBeGreaterThan(0);
});

test('HEAD is not answered with a fault', async () => {
  const response = await api.app.inject({ method: 'HEAD', url: '/graphql' });
  expect(response.statusCode).toBeLessThan(500);
});
