import { schema } from '@casus/schema/schema';
import { getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { mixedMoments } from './mixed-moments.ts';

const THEN = '2022-09-16T23:59:59Z';

function mixedIn(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return mixedMoments(schema, document, getOperationAST(document)!, variables).map(
    ({ field, below, asOf }) => `${field} below ${below} of ${asOf}`,
  );
}

test.each([
  ['nothing as of a moment', '{ events { nodes { name deaths { best } } } }'],
  [
    'the same moment all the way',
    `{ events(asOf: "${THEN}") { nodes { name(asOf: "${THEN}") deaths(asOf: "${THEN}") { best } } } }`,
  ],
  ['now where it is said', `{ events(asOf: "${THEN}") { nodes { deaths(asOf: null) { best } } } }`],
  [
    'another moment',
    `{ events(asOf: "${THEN}") { nodes { name(asOf: "2021-01-01T00:00:00Z") } } }`,
  ],
  ['what takes no moment', `{ events(asOf: "${THEN}") { nodes { id slug partOf { slug } } } }`],
  ['a moment below now', `{ events { nodes { name deaths(asOf: "${THEN}") { best } } } }`],
  [
    'what is below now again',
    `{ conflict(slug: "x") { timeline(asOf: "${THEN}") { nodes { ... on Event {
      figures(asOf: null) { claims { withdrawnAt } } } } } } }`,
  ],
  [
    'what is left out',
    `{ events(asOf: "${THEN}") { nodes { id name @skip(if: true) ...On @include(if: false) } } }
    fragment On on Event { kind }`,
  ],
])('%s mixes nothing', (_, text) => {
  expect(mixedIn(text)).toEqual([]);
});

test.each([
  [
    'a field of a row',
    `{ events(asOf: "${THEN}") { nodes { slug deaths { best } } } }`,
    [`Event.deaths below Query.events of "${THEN}"`],
  ],
  [
    'each field once, also through fragments',
    `{ events(asOf: "${THEN}") { nodes { ...On } edges { node { ...On } } } } fragment On on Event { name kind }`,
    [`Event.name below Query.events of "${THEN}"`, `Event.kind below Query.events of "${THEN}"`],
  ],
  [
    'far below',
    `{ conflict(slug: "x") { figures(asOf: "${THEN}") { current { subject { ... on Event { name } } } } } }`,
    [`Event.name below Conflict.figures of "${THEN}"`],
  ],
  [
    'in a union',
    `{ conflict(slug: "x") { timeline(asOf: "${THEN}") { nodes { ... on Claim { withdrawnAt } } } } }`,
    [`Claim.withdrawnAt below Conflict.timeline of "${THEN}"`],
  ],
  [
    'a list in a list',
    `{ conflict(slug: "x") { agreements(asOf: "${THEN}") { nodes { claims { totalCount } } } } }`,
    [`Agreement.claims below Conflict.agreements of "${THEN}"`],
  ],
])('%s is told', (_, text, expected) => {
  expect(mixedIn(text)).toEqual(expected);
});

const ASKED =
  'query ($a: DateTime, $b: DateTime) { events(asOf: $a) { nodes { name(asOf: $b) } } }';
const MIXED = ['Event.name below Query.events of $a'];
test.each([
  ['without values there is no moment', {}, []],
  ['null is no moment', { a: null }, []],
  ['what is given below does not matter then', { a: null, b: THEN }, []],
  ['a variable without a value is no asOf', { a: THEN }, MIXED],
  ['null says now', { a: THEN, b: null }, []],
  ['a moment is one', { a: THEN, b: THEN }, []],
])('variables: %s', (_, variables, expected) => {
  expect(mixedIn(ASKED, variables)).toEqual(expected);
});

test('a default is a value', () => {
  const text = `query ($a: DateTime = "${THEN}") { events(asOf: $a) { nodes { name } } }`;
  expect(mixedIn(text)).toEqual(MIXED);
  expect(mixedIn(text, { a: null })).toEqual([]);
});
