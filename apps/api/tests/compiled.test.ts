import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

const FOLDER = join(import.meta.dirname, 'costs');
const QUESTIONS = (await readdir(FOLDER)).filter((name) => name.endsWith('.graphql'));

/** Documents that come twice are compiled the third time, and then answer by another way. */
const INTERPRETED_AND_COMPILED = 4;

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function askAgainAndAgain(query: string, variables?: Record<string, unknown>) {
  const answers = [];
  for (let time = 0; time < INTERPRETED_AND_COMPILED; time += 1) {
    answers.push(await api.ask(query, variables));
  }
  const [first, ...later] = answers;
  for (const answer of later) expect(answer).toEqual(first);
  return first!;
}

test.each(QUESTIONS)('%s is answered alike, interpreted and compiled', async (name) => {
  const { data, errors } = await askAgainAndAgain(await readFile(join(FOLDER, name), 'utf8'));
  expect(errors).toEqual([]);
  expect(data).toBeTruthy();
});

test.each([
  ['a page of none', '{ events(first: 0) { nodes { id } } }'],
  ['a cursor that is none', '{ conflicts(after: "x") { nodes { id } } }'],
  ['an id that is none', '{ node(id: "x") { id } name: __typename }'],
  [
    'a mistake below a list',
    '{ conflicts(first: 2) { nodes { name claims(first: 0) { nodes { id } } } } }',
  ],
])('%s is refused alike', async (_, query) => {
  const { errors } = await askAgainAndAgain(query);
  expect(errors).not.toEqual([]);
  expect(errors.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT')).toBe(true);
});

test('variables that do not fit are refused alike', async () => {
  const query =
    'query Events($first: Int!, $kinds: [EventKind!]) { events(first: $first, filter: { kinds: $kinds }) { totalCount } }';
  for (const variables of [{}, { first: 'two' }, { first: 1e12 }, { first: 2, kinds: ['WAR'] }]) {
    const { errors } = await askAgainAndAgain(query, variables);
    expect(errors[0]?.message).toMatch(/^Variable "\$/);
  }
  const { data } = await askAgainAndAgain(query, { first: 2, kinds: 'STATEMENT' });
  expect(data.events.totalCount).toBeGreaterThan(0);
});

test('directives leave out the same', async () => {
  const query = `query ($with: Boolean!) {
    conflict(slug: "kyrgyzstan-tajikistan") { ...Of name @skip(if: $with) }
    node(id: "x") @include(if: false) { id }
  }
  fragment Of on Conflict { slug ... on Conflict @include(if: $with) { kind parties { side } } }`;
  for (const shown of [true, false]) {
    const { data } = await askAgainAndAgain(query, { with: shown });
    expect(Object.keys(data.conflict).sort()).toEqual(
      shown ? ['kind', 'parties', 'slug'] : ['name', 'slug'],
    );
  }
});

test.each([
  [
    'a fragment',
    'conflict(slug: $slug) { figures { low } ...Of @skip(if: $yes) ...Of } } fragment Of on Conflict { name startedOn',
  ],
  [
    'a list of fields in no fragment',
    'conflict(slug: $slug) { figures { low } figures @skip(if: $yes) { ... { high } } }',
  ],
  ['a field', 'conflict(slug: $slug) { name figures { low } kind name @skip(if: $yes) } '],
])('%s that is asked twice, once not, is answered alike', async (_, asked) => {
  const variables = { slug: 'kyrgyzstan-tajikistan', yes: true };
  const { data } = await askAgainAndAgain(
    `query ($slug: String!, $yes: Boolean!) { ${asked} }`,
    variables,
  );
  expect(data.conflict.figures[0]).toHaveProperty('low');
  expect(data.conflict.figures[0]).not.toHaveProperty('high');
});

test('each operation of a document answers for itself', async () => {
  const document = 'query One { conflicts { totalCount } } query Two { actors { totalCount } }';
  const ask = async (operationName: string) => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ query: document, operationName }),
    });
    return Object.keys(response.json().data);
  };
  for (let time = 0; time < INTERPRETED_AND_COMPILED; time += 1) {
    expect([await ask('One'), await ask('Two')]).toEqual([['conflicts'], ['actors']]);
  }
});
