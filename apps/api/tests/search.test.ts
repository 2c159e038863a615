import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const SEARCH = `query ($query: String!, $types: [SearchType!], $first: Int, $after: String) {
  search(query: $query, types: $types, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      type match score matchedText matchedLanguage
      node {
        __typename
        ... on Actor { slug } ... on Agreement { slug } ... on Claim { slug } ... on Conflict { slug }
        ... on Event { slug } ... on Place { slug } ... on Report { slug }
      }
    }
  }
}`;

interface Found {
  type: string;
  match: string;
  matchedText: string;
  matchedLanguage: string | null;
  node: { slug: string };
}

async function hits(query: string, rest: Record<string, unknown> = {}) {
  const { data, errors } = await api.ask(SEARCH, { query, ...rest });
  expect(errors).toEqual([]);
  return data.search;
}

const hitOf = ({ type, match, matchedText, matchedLanguage }: Found) =>
  [type, match, matchedText, matchedLanguage].filter((part) => part !== null).join(' | ');

test.each([
  'Бишкек',
  'Кыргызстан',
  'kirgizstan',
  'kirgistan',
  'kyrgyzstan tadjikistan',
  'tajik border',
  'Red Cross',
  'Bishkek',
  'ceasefire 16 september',
  '<script>',
])('%s', async (query) => {
  const { totalCount, nodes } = await hits(query, { first: 5 });
  expect([`${totalCount} in all`, ...nodes.map(hitOf)]).toMatchSnapshot();
});

test('pages add up to the whole, each hit once', async () => {
  const all = await hits('kyrgyz', { first: 100 });
  const seen: Found[] = [];
  let after: string | null = null;
  do {
    const page: typeof all = await hits('kyrgyz', { first: 7, after });
    seen.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(all.nodes);
  expect(new Set(seen.map(({ type, node }) => `${type} ${node.slug}`)).size).toBe(all.totalCount);
});

test('types keep to what was asked for', async () => {
  const { nodes, totalCount } = await hits('kyrgyz', { types: ['ACTOR', 'PLACE'] });
  expect(nodes).toHaveLength(totalCount);
  expect([...new Set(nodes.map(({ type }: Found) => type))].sort()).toEqual(['ACTOR', 'PLACE']);
  expect((await hits('kyrgyz', { types: [] })).totalCount).toBe(0);
});

test.each([
  ['k', {}, '2 to 200 characters; 1 were given'],
  ['   ', {}, '2 to 200 characters; 0 were given'],
  ['k'.repeat(201), {}, '201 were given'],
  ['?!…', {}, 'no letter and no digit'],
  ['kyrgyz', { first: 0 }, 'A page has 1 to 100 rows'],
  ['kyrgyz', { after: 'WyJTRUFSQ0giLCIxIFggeCIsImsiXQ' }, 'The cursor is not one of this list'],
])('%s is refused with a reason', async (query, rest, reason) => {
  const { status, errors } = await api.ask(SEARCH, { query, ...rest });
  expect([status, errors[0]?.extensions?.code]).toEqual([200, 'BAD_USER_INPUT']);
  expect(errors[0]?.message).toContain(reason);
});
