import { schema } from '@casus/schema/schema';
import { getOperationAST, parse, validate } from 'graphql';
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
  ['what reads all events', '{ eventStatistics(by: [YEAR]) { year } }', 2000 + 5],
  [
    'lists in lists',
    '{ conflicts(first: 10) { nodes { events(first: 5) { nodes { claims(first: 4) { nodes { summary } } } } } } }',
    2 + 10 * (2 + 5 * (2 + 4)),
  ],
  [
    'a list without pages',
    '{ conflict(slug: "x") { figures { low claims { summary } } } }',
    1 + 1 + 5 * (1 + 1 + 5),
  ],
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
  ['the schema, whatever is asked of it', '{ __schema { types { fields { name } } } }', 100],
  [
    'the schema as often as asked',
    '{ a: __schema { description } b: __type(name: "x") { name } }',
    200,
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
