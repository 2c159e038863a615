import { schema } from '@casus/schema/schema';
import { pushdownOf } from '@casus/schema/pushdown/statement';
import { execute, getOperationAST, getVariableValues, parse, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';
import { newContext } from './context.ts';
import { randomQuestion } from './random-question.ts';
import { addRareValues } from './rare-values.ts';
import { pushedDownFields, noteReached, type PushedDownField } from './reached.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await addRareValues(api.store.db);
});
afterAll(() => api.close());

/** The bytes that the resolvers' answer comes to. */
async function resolved(query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const { data, errors } = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    contextValue: newContext(api),
  });
  expect(errors).toBeUndefined();
  return JSON.stringify(data);
}

function prepared(document: DocumentNode, variables: Record<string, unknown>) {
  const definitions = getOperationAST(document)!.variableDefinitions ?? [];
  const { variableValues } = getVariableValues(schema, definitions, variables);
  const { path, statement } = pushdownOf(schema, document, null, variableValues!);
  return {
    statement: path === 'pushdown' ? statement : null,
    values: variableValues!.coerced,
  };
}

/** The bytes of the one statement; null where not all can be pushed down. */
async function pushedDown(query: string, variables: Record<string, unknown> = {}) {
  const { statement, values } = prepared(parse(query), variables);
  return statement ? statement.run(newContext(api), values) : null;
}

const QUESTIONS = 150;

test(`${QUESTIONS} random questions, which reach every field that can be pushed down, are answered to the byte as they are resolved`, async () => {
  const reached = new Set<string>();
  const compare = async (query: string) => {
    const data = await pushedDown(query);
    expect({ query, data }).toEqual({ query, data: await resolved(query) });
    noteReached(schema, parse(query), JSON.parse(data!), reached);
  };
  for (let seed = 0; seed < QUESTIONS; seed += 1) {
    await compare(randomQuestion(schema, seed, reached));
  }
  // Withdrawn claims are in no list that does not ask for them.
  await compare(
    '{ claims(first: 1, filter: { withdrawn: true }) { __typename nodes { __typename withdrawnAt withdrawnReason } } }',
  );
  const isLeft = ({ name }: PushedDownField) => !reached.has(name);
  for (const { questions } of pushedDownFields(schema).filter(isLeft)) {
    for (const question of questions) await compare(question);
  }
  const left = pushedDownFields(schema).filter(isLeft);
  expect(left.map(({ name }) => name).sort()).toEqual([]);
});

test('a list is walked by its cursors both ways, in one statement a page', async () => {
  const query = `query ($after: String, $before: String, $first: Int, $last: Int) {
    events(first: $first, after: $after, last: $last, before: $before, filter: { located: true }) {
      edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }`;
  const ask = async (variables: Record<string, unknown>) => {
    const answer = await pushedDown(query, variables);
    expect(answer).toBe(await resolved(query, variables));
    return JSON.parse(answer!).events.pageInfo;
  };
  const one = await ask({ first: 2 });
  const two = await ask({ first: 2, after: one.endCursor });
  expect(two.hasPreviousPage).toBe(true);
  const back = await ask({ last: 2, before: two.startCursor });
  expect(back).toMatchObject({ startCursor: one.startCursor, hasNextPage: true });
  await ask({ last: 2 });
});

test('names, ids and what is not there are answered as they are resolved', async () => {
  const bySlug =
    'query ($slug: String!) { conflict(slug: $slug) { id slug names { language name } } }';
  for (const slug of [
    'kyrgyzstan-tajikistan',
    'ucdp:conflict:13324',
    'none',
    `'; --`,
    '"\\\u0001é',
  ]) {
    expect(await pushedDown(bySlug, { slug })).toBe(await resolved(bySlug, { slug }));
  }
  const byIds =
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Event { name deaths { best } } } }';
  const { events } = JSON.parse((await pushedDown('{ events(first: 3) { nodes { id } } }'))!);
  const ids = events.nodes.map(({ id }: { id: string }) => id);
  const none = Buffer.from('Event:none').toString('base64url');
  const byId = 'query ($id: ID!) { node(id: $id) { __typename id ... on Event { slug } } }';
  for (const id of [ids[0], none]) {
    expect(await pushedDown(byId, { id })).toBe(await resolved(byId, { id }));
  }
  for (const list of [ids, [...ids, none, ids[0]]]) {
    expect(await pushedDown(byIds, { ids: list })).toBe(await resolved(byIds, { ids: list }));
  }
});

test.each([
  '{ events(first: 2) { nodes { __typename } } }',
  '{ datasets { __typename } }',
  '{ eventStatistics(by: [YEAR]) { __typename } }',
  '{ search(query: "batken", first: 2) { nodes { node { __typename } } } }',
])('rows of which only the type is asked: %s', async (query) => {
  expect(await pushedDown(query)).toBe(await resolved(query));
});

test('what would give more rows than asked for is left to the resolvers, who refuse it', async () => {
  const query = '{ eventStatistics(by: [MONTH], first: 1) { month } }';
  expect(await pushedDown(query)).toBeNull();
});

test('a name comes in the language asked for, where the record has it', async () => {
  const query = `query ($language: String) {
    conflict(slug: "kyrgyzstan-tajikistan") { name(language: $language) parties { actor { name(language: $language) } } }
  }`;
  const nameIn = async (language: string | null) => {
    const answer = await pushedDown(query, { language });
    expect(answer).toBe(await resolved(query, { language }));
    return JSON.parse(answer!).conflict.name as string;
  };
  expect(await nameIn('ru')).toMatch(/таджик/);
  for (const language of [null, '', 'xx', 'constructor', "'; --"]) {
    expect(await nameIn(language)).toBe('Kyrgyzstan – Tajikistan');
  }
});

test.each([
  ['a figure', '{ conflicts(first: 1) { nodes { figures { low } } } }', {}],
  ['a cursor that is none', 'query ($c: String) { events(after: $c) { totalCount } }', { c: 'x' }],
  ['a page of none', '{ events(first: 0) { totalCount } }', {}],
  [
    'ids of two types',
    'query ($i: [ID!]!) { nodes(ids: $i) { id } }',
    { i: ['RXZlbnQ6eA', 'QWN0b3I6eA'] },
  ],
  ['a name with a null', 'query ($s: String!) { event(slug: $s) { id } }', { s: 'a\0b' }],
  ['nothing of the record', '{ __typename }', {}],
])('%s is left to the resolvers', async (_, query, variables) => {
  expect(await pushedDown(query, variables)).toBeNull();
});

test('a document asked again is answered by one statement', async () => {
  const query =
    '{ events(first: 5) { totalCount nodes { name claims { nodes { summary claimant { name } } } } } }';
  const first = await api.ask(query);
  await api.ask(query);
  api.statements();
  expect(await api.ask(query)).toEqual(first);
  expect(api.statements()).toHaveLength(1);
});

test('a statement is kept for the next asking, until many others have come', () => {
  const document = parse(
    'query ($actors: [ID!]) { events(filter: { actors: $actors }) { totalCount } }',
  );
  const statementOf = (actor: string) => prepared(document, { actors: [actor] }).statement;
  const first = statementOf('one');
  expect(statementOf('one')).toBe(first);
  for (let other = 0; other < 11; other += 1) statementOf(String(other).padEnd(1_000_000));
  expect(statementOf('one')).not.toBe(first);
});

const AS_OF = `query ($asOf: DateTime) { events(first: 3, asOf: $asOf) {
  totalCount nodes { name(asOf: $asOf) deaths(asOf: $asOf) { best } dataset(asOf: $asOf) { slug } } } }`;
const SINCE = `query ($since: DateTime!, $until: DateTime) {
  changes(since: $since, until: $until, first: 3) { totalCount nodes { kind at } } }`;
const hour = (at: number) => new Date(Date.UTC(2022, 8, 1, at)).toISOString();

test.each([
  ['asOf', AS_OF, (at: number) => ({ asOf: hour(at) })],
  ['since and until', SINCE, (at: number) => ({ since: hour(at), until: hour(at + 48) })],
])('a thousand moments of %s are one statement', (_, query, valuesAt) => {
  const document = parse(query);
  const definitions = getOperationAST(document)!.variableDefinitions ?? [];
  const statements = Array.from({ length: 1000 }, (__, at) => {
    const { variableValues } = getVariableValues(schema, definitions, valuesAt(at));
    return pushdownOf(schema, document, null, variableValues!).statement;
  });
  expect(statements[0]).not.toBeNull();
  expect(new Set(statements).size).toBe(1);
});

test('that statement answers as of each moment what is resolved, without a moment, and for none of the years', async () => {
  const answers = new Set<string>();
  for (const asOf of [hour(0), hour(15 * 24 + 12), hour(16 * 24 + 12), hour(18 * 24), null]) {
    const answer = await pushedDown(AS_OF, { asOf });
    expect(answer).toBe(await resolved(AS_OF, { asOf }));
    answers.add(answer!);
  }
  expect(answers.size).toBeGreaterThan(3);
  expect(await pushedDown(AS_OF, { asOf: '+020000-01-01T00:00:00Z' }).catch(() => null)).toBeNull();
});

test('a statement that the database gave up is not followed by others', async () => {
  const busy = await startApi();
  const query = '{ reports(first: 5) { nodes { title } } }';
  await busy.ask(query);
  await busy.ask(query);
  await busy.store.db.execute(`create function give_up() returns boolean language plpgsql as
    $$ begin raise exception 'canceling statement due to statement timeout' using errcode = '57014'; end $$`);
  await busy.store.db.execute('alter table reports rename to reports_kept');
  await busy.store.db.execute('create view reports as select * from reports_kept where give_up()');
  busy.statements();
  const { status, errors } = await busy.ask(query);
  const sent = busy.statements();
  await busy.close();
  expect([status, errors[0]?.extensions?.code]).toEqual([503, 'TIMEOUT']);
  expect(sent).toHaveLength(1);
});
