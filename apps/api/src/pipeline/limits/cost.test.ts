import { schema } from '@casus/schema/schema';
import { getIntrospectionQuery, getOperationAST, graphqlSync, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { pricing } from './cost.ts';

function costOf(text: string, variables: Record<string, unknown> = {}, operation?: string): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return pricing(schema, document, getOperationAST(document, operation)!)(variables);
}

test.each([
  ['the example of the docs', '{ events(first: 10) { nodes { name deaths { best } } } }', 32],
  ['a name of a type', '{ __typename }', 1],
  ['one thing', '{ conflict(slug: "x") { name kind } }', 3],
  ['a page of 20 unless asked otherwise', '{ events { nodes { name } } }', 2 + 20],
  ['rows with their cursors', '{ events(first: 3) { edges { cursor node { name } } } }', 2 + 3 * 3],
  ['from the end', '{ events(last: 3) { nodes { name } } }', 2 + 3],
  ['what is beside the rows once', '{ events(first: 9) { pageInfo { endCursor } } }', 3],
  ['a count', '{ events(first: 9) { totalCount } }', 1 + 10],
  [
    'statistics with the rows they may have',
    '{ eventStatistics(by: [YEAR]) { year } }',
    300 + 1000,
  ],
  [
    'statistics with the rows asked for',
    '{ eventStatistics(by: [YEAR], first: 30) { year events } }',
    300 + 30 * 2,
  ],
  ['statistics by actor', '{ eventStatistics(by: [ACTOR, MONTH], first: 1) { year } }', 601],
  [
    'statistics by what no sums are kept of',
    '{ eventStatistics(by: [ACTOR, WEEK], first: 1) { year } }',
    2001,
  ],
  [
    'statistics of some days',
    '{ eventStatistics(by: [YEAR], filter: { during: { from: "2021-01-01" } }, first: 1) { year } }',
    1001,
  ],
  [
    'statistics of words',
    '{ eventStatistics(by: [YEAR], filter: { text: "Batken" }, first: 1) { year } }',
    1000 + 2000 + 1,
  ],
  ['statistics by publisher', '{ eventStatistics(by: [PUBLISHER], first: 1) { year } }', 301],
  [
    'statistics by publisher that are looked up',
    '{ eventStatistics(by: [PUBLISHER, WEEK], first: 1) { year } }',
    8001,
  ],
  [
    'statistics by publisher as of a moment',
    '{ eventStatistics(by: [PUBLISHER], asOf: "2022-09-16T00:00:00Z", first: 1) { year } }',
    1_001,
  ],
  [
    'statistics by publisher and week as of a moment',
    '{ eventStatistics(by: [PUBLISHER, WEEK], asOf: "2022-09-16T00:00:00Z", first: 1) { year } }',
    12_001,
  ],
  [
    'statistics as of a moment',
    '{ eventStatistics(by: ACTOR, asOf: "2022-09-16T00:00:00Z", first: 1) { year } }',
    2_001,
  ],
  [
    'statistics by what no sums are kept of as of a moment',
    '{ eventStatistics(by: [ACTOR, ROLE], asOf: "2022-09-16T00:00:00Z", first: 1) { year } }',
    10_001,
  ],
  ['statistics as of none', '{ eventStatistics(by: YEAR, asOf: null, first: 1) { year } }', 301],
  ['the map with the squares it may have', '{ eventMap(zoom: 6) { events } }', 1000 + 2000],
  ['as many names on it as there may be', '{ mapLabels { events } }', 300 + 20],
  ['the map with those asked for', '{ eventMap(zoom: 6, first: 50) { events zoom } }', 1100],
  [
    'the map of words, as of a moment',
    '{ eventMap(zoom: 6, first: 50, asOf: "2022-09-16T00:00:00Z", filter: { text: "Batken" }) { events } }',
    7000 + 2000 + 50,
  ],
  [
    'events by the deaths estimated at a moment',
    '{ events(first: 1, asOf: "2022-09-16T00:00:00Z", orderBy: DEADLIEST_FIRST) { nodes { name } } }',
    10_003,
  ],
  [
    'the same of one entity',
    '{ actor(slug: "x") { events(first: 1, asOf: "2022-09-16T00:00:00Z", filter: { minDeaths: 0 }) { nodes { name } } } }',
    1 + 201 + 2,
  ],
  [
    'events by who claims something of them',
    '{ events(first: 1, filter: { claimants: ["x"] }) { nodes { name } } }',
    1003,
  ],
  ['figures', '{ figures(first: 1) { nodes { low } } }', 502],
  [
    'figures as of a moment',
    '{ figures(first: 1, asOf: "2022-09-16T00:00:00Z") { nodes { low } } }',
    12_002,
  ],
  ['who counts higher', '{ compareClaimants(claimants: ["a", "b"]) { highest } }', 500 + 5],
  ['claims by words', '{ claims(first: 1, filter: { text: "x" }) { nodes { kind } } }', 3003],
  [
    'lists in lists',
    '{ conflicts(first: 10) { nodes { events(first: 5) { nodes { claims(first: 4) { nodes { summary } } } } } } }',
    2 + 10 * (2 + 5 * (2 + 4)),
  ],
  [
    'a list without pages',
    '{ conflict(slug: "x") { figures { low claims { summary } } } }',
    1 + 1 + 20 * (1 + 1 + 5),
  ],
  [
    'a list without pages of which an end is taken',
    '{ conflict(slug: "x") { figures { low claims(last: 2) { summary } current(first: 7) { summary } } } }',
    1 + 1 + 20 * (1 + (1 + 2) + (1 + 7)),
  ],
  ['the figure of a claim', '{ claim(slug: "x") { figure { low } } }', 1 + 20 + 1],
  ['as many as ids', '{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3],
  ['each alias', '{ a: conflict(slug: "x") { name } b: conflict(slug: "y") { name } }', 4],
  [
    'a fragment wherever it is spread',
    '{ events(first: 2) { nodes { ...E } } event(slug: "x") { ...E } } fragment E on Event { name slug }',
    2 + 2 * 2 + 1 + 2,
  ],
  [
    'a fragment over the rows of a page',
    '{ events(first: 7) { ...P } } fragment P on EventConnection { ... on EventConnection { nodes { name } } totalCount }',
    1 + 1 + 7 + 10,
  ],
  [
    'each type that an answer may be of',
    '{ node(id: "x") { id ... on Event { name } ... on Claim { summary } } }',
    4,
  ],
  ['a type with as many fields as it has', '{ __type(name: "Provision") { fields { name } } }', 6],
  ['a type that is not there', '{ __type(name: "Provisions") { fields { name } } }', 1],
  [
    'the schema with each field that it answers',
    '{ a: __schema { description queryType { ...T } } b: __type(name: "ID") { ...T } } fragment T on __Type { name kind }',
    1 + 2 + 2 + 1 + 2,
  ],
  [
    'nothing for what is left out',
    '{ __typename @skip(if: true) a: __typename @include(if: false) }',
    0,
  ],
  ['what is not left out', '{ __typename @skip(if: false) a: __typename @include(if: true) }', 2],
  [
    'a page of none as one row, which its field refuses',
    '{ events(first: 0) { nodes { name } } }',
    3,
  ],
  ['a page below none too', '{ events(first: -5) { nodes { name } } }', 3],
  [
    'a huge page as the longest, which its field refuses',
    '{ events(first: 2000000000) { nodes { name } } }',
    102,
  ],
  [
    'two directions as the larger, which its field refuses',
    '{ events(first: 2, last: 9) { nodes { name } } }',
    11,
  ],
])('%s', (_, text, cost) => {
  expect(costOf(text)).toBe(cost);
});

const PAGE = 'query Page($n: Int = 30) { events(first: $n) { nodes { name } } }';
test.each([
  ['as asked', { n: 50 }, 52],
  ['its default', {}, 32],
  ['none given', { n: null }, 22],
  ['no number, which execution refuses', { n: 'all' }, 22],
])('a page of a variable: %s', (_, variables, cost) => {
  expect(costOf(PAGE, variables)).toBe(cost);
});

test('a page of a variable that nothing gives', () => {
  expect(costOf('query ($n: Int) { events(first: $n) { nodes { name } } }')).toBe(22);
});

test('ids of a variable', () => {
  const text = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  expect(costOf(text, { ids: ['a', 'b'] })).toBe(3);
  // One value stands for a list of one.
  expect(costOf(text, { ids: 'a' })).toBe(2);
  expect(costOf(text, { ids: Array(5000).fill('a') })).toBe(101);
});

test('what a variable leaves out', () => {
  const text = 'query ($more: Boolean = false) { __typename a: __typename @include(if: $more) }';
  expect(costOf(text)).toBe(1);
  expect(costOf(text, { more: true })).toBe(2);
});

test('the operation that is asked for', () => {
  const text = 'query A { __typename } query B { events { nodes { name } } }';
  expect(costOf(text, {}, 'A')).toBe(1);
  expect(costOf(text, {}, 'B')).toBe(22);
});

test('the schema costs what it answers', () => {
  const text = getIntrospectionQuery();
  expect(costOf(text)).toBe(fieldsOf(graphqlSync({ schema, source: text }).data));
});

test('a filter of a variable', () => {
  const text =
    'query ($filter: EventFilter, $by: [EventDimension!] = [ACTOR]) { eventStatistics(by: $by, filter: $filter, first: 1) { year } }';
  expect(costOf(text)).toBe(601);
  expect(costOf(text, { by: ['YEAR'], filter: { text: 'x', metrics: ['DEATHS'] } })).toBe(4001);
  expect(costOf(text, { by: ['YEAR'], filter: { during: { from: new Date() } } })).toBe(1001);
  expect(costOf(text, { by: ['YEAR'], filter: 'nonsense' })).toBe(301);
});

function fieldsOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + fieldsOf(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + 1 + fieldsOf(each), 0);
}
