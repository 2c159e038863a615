import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

const LIMITS = {
  CASUS_MAX_DEPTH: '4',
  CASUS_MAX_FIELDS: '12',
  CASUS_MAX_ALIASES: '3',
  CASUS_MAX_TOKENS: '60',
  CASUS_MAX_COST: '100',
  CASUS_MAX_BATCH: '2',
};

let api: RunningApi;
beforeAll(async () => {
  api = await startApi(LIMITS);
});
afterAll(() => api.close());

/** A request as it is sent, and all of its answer. */
async function send(
  payload: unknown,
  headers: Record<string, string> = {},
  { app }: RunningApi = api,
) {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...headers,
    },
    payload: JSON.stringify(payload),
  });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
}

const FIELDS = (count: number) => `{ ${Array(count).fill('__typename').join(' ')} }`;
const ALIASES = (count: number) =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ')} }`;
const IDS = (count: number) => `{ nodes(ids: [${'"Q29uZmxpY3Q6eA" '.repeat(count)}]) { id } }`;
const IN_FRAGMENTS = (spreads: number) =>
  `{ ${Array(spreads).fill('...F').join(' ')} } fragment F on Query { __typename datasets { name } }`;

describe('just under a limit is answered, just over it is told what to do', () => {
  test.each([
    {
      limit: 'depth',
      under: '{ conflicts(first: 1) { nodes { dyads { slug } } } }',
      over: '{ conflicts(first: 1) { nodes { dyads { sides { name } } } } }',
      error: {
        message:
          'The query is 5 fields deep; at most 4 are answered. Ask for what lies deeper by its id, with node.',
        extensions: { code: 'DEPTH_LIMIT_EXCEEDED', limit: 4, asked: 5 },
      },
    },
    {
      limit: 'depth in fragments',
      under:
        '{ conflicts(first: 1) { ...A } } fragment A on ConflictConnection { nodes { ...B } } fragment B on Conflict { dyads { ... on Dyad { slug } } }',
      over: '{ conflicts(first: 1) { ...A } } fragment A on ConflictConnection { nodes { ...B } } fragment B on Conflict { dyads { ... on Dyad { conflict { name } } } }',
      error: { extensions: { code: 'DEPTH_LIMIT_EXCEEDED', limit: 4, asked: 5 } },
    },
    {
      limit: 'breadth',
      under: FIELDS(12),
      over: FIELDS(13),
      error: {
        message:
          'The query selects 13 fields and fragments; at most 12 are answered. A fragment counts where it is spread. Ask in several queries.',
        extensions: { code: 'BREADTH_LIMIT_EXCEEDED', limit: 12, asked: 13 },
      },
    },
    {
      limit: 'breadth in fragments',
      under: IN_FRAGMENTS(3),
      over: IN_FRAGMENTS(4),
      error: { extensions: { code: 'BREADTH_LIMIT_EXCEEDED', limit: 12, asked: 16 } },
    },
    {
      limit: 'aliases',
      under: ALIASES(3),
      over: ALIASES(4),
      error: {
        message:
          'The query has 4 aliases; at most 3 are answered. Ask for several things of one type with nodes, or in several queries.',
        extensions: { code: 'ALIAS_LIMIT_EXCEEDED', limit: 3, asked: 4 },
      },
    },
    {
      limit: 'tokens',
      under: IDS(48),
      over: IDS(49),
      error: {
        message:
          'The document has 61 tokens (words, numbers, signs); at most 60 are read. Give values as variables, or ask in several queries.',
        extensions: { code: 'TOKEN_LIMIT_EXCEEDED', limit: 60, asked: 61 },
      },
    },
    {
      limit: 'cost',
      under: '{ events(first: 98) { nodes { name } } }',
      over: '{ events(first: 99) { nodes { name } } }',
      error: {
        message:
          'The query costs 101; at most 100 is answered. Ask for smaller pages (first, last) where lists lie in lists, or for fewer fields; the description of Query tells how cost is counted.',
        extensions: { code: 'COST_LIMIT_EXCEEDED', limit: 100, asked: 101 },
      },
    },
  ])('$limit', async ({ under, over, error }) => {
    const answered = await send({ query: under });
    expect(answered.body.errors).toBeUndefined();
    expect(answered.status).toBe(200);
    api.statements();
    const refused = await send({ query: over });
    expect(refused.body).toMatchObject({ errors: [error] });
    expect(refused.body).not.toHaveProperty('data');
    expect(refused.status).toBe(400);
    // Nothing was read for it.
    expect(api.statements()).toEqual([]);
    // As GraphQL over HTTP asks, a client that speaks only JSON reads the same with 200.
    const plain = await send({ query: over }, { accept: 'application/json' });
    expect(plain).toMatchObject({ status: 200, body: refused.body });
  });
});

describe('cost', () => {
  const PAGE = 'query ($n: Int) { events(first: $n) { nodes { name } } }';

  test('is told to who asks, in the request or by a header', async () => {
    const cost = { cost: 12, limit: 100 };
    const query = PAGE;
    const variables = { n: 10 };
    expect((await send({ query, variables })).body).not.toHaveProperty('extensions');
    expect((await send({ query, variables, extensions: { cost: true } })).body.extensions).toEqual({
      cost,
    });
    expect((await send({ query, variables }, { 'x-casus-cost': '1' })).body.extensions).toEqual({
      cost,
    });
  });

  test('is that of the variables of this request, not of an earlier one', async () => {
    const codes = [];
    for (const n of [99, 98, 99]) {
      const { body } = await send({ query: PAGE, variables: { n } });
      codes.push(body.errors?.[0].extensions.code);
    }
    expect(codes).toEqual(['COST_LIMIT_EXCEEDED', undefined, 'COST_LIMIT_EXCEEDED']);
  });

  test('leaves a page out of bounds to its field, which says why', async () => {
    const { body } = await send({ query: '{ events(first: 2147483647) { totalCount } }' });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

test('fragments that spread themselves are refused', async () => {
  const { body } = await send({ query: '{ ...F } fragment F on Query { ...F }' });
  expect(body.errors[0]).toMatchObject({
    message: 'Cannot spread fragment "F" within itself.',
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
});

test('a list of operations within the limit is answered, one of more is not', async () => {
  const query = '{ __typename }';
  const two = await send([{ query }, { query }]);
  expect(two).toMatchObject({ status: 200, body: [{ data: {} }, { data: {} }] });
  const three = await send([{ query }, { query }, { query }]);
  expect(three.status).toBe(400);
  expect(three.body.errors).toEqual([
    {
      message: 'The request has 3 operations; at most 2 are answered. Send several requests.',
      extensions: { code: 'BATCH_LIMIT_EXCEEDED', limit: 2, asked: 3 },
    },
  ]);
});

describe('by default', () => {
  let usual: RunningApi;
  beforeAll(async () => {
    usual = await startApi();
  });
  afterAll(() => usual.close());

  test('the usual introspection query is answered', async () => {
    const { body } = await send({ query: getIntrospectionQuery() }, {}, usual);
    expect(body.errors).toBeUndefined();
    expect(body.data.__schema.types.length).toBeGreaterThan(50);
  });

  test('fragments that double each other are refused at once', async () => {
    const doubling = Array.from(
      { length: 100 },
      (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`,
    );
    const query = `{ ...F0 } ${doubling.join(' ')} fragment F100 on Query { __typename }`;
    // To go through all of them would never end.
    const { body } = await send({ query }, {}, usual);
    expect(body.errors[0].extensions.code).toBe('BREADTH_LIMIT_EXCEEDED');
  });

  test('introspection that repeats itself is not', async () => {
    const query =
      '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }';
    const { status, body } = await send({ query }, {}, usual);
    expect(status).toBe(400);
    expect(body.errors[0].message).toBe('Maximum introspection depth exceeded');
  });

  test('one operation at a time', async () => {
    const { body } = await send(
      [{ query: '{ __typename }' }, { query: '{ __typename }' }],
      {},
      usual,
    );
    expect(body.errors[0]).toMatchObject({
      message: expect.stringContaining('one at a time is answered'),
      extensions: { code: 'BATCH_LIMIT_EXCEEDED', limit: 1, asked: 2 },
    });
  });

  test.each([
    ['a field', '{ conflictz { name } }'],
    ['an argument', '{ conflict(slag: "x") { name } }'],
    ['a type', '{ node(id: "x") { ... on Evnt { name } } }'],
    ['a type for a variable', 'query ($x: Strng) { __typename }'],
    ['a value', '{ events(orderBy: LATEST_FIRSTT) { totalCount } }'],
    ['an input field', '{ events(filter: { conflict: ["x"] }) { totalCount } }'],
    ['a field on another type', '{ node(id: "x") { summary } }'],
    ['a selection', '{ conflict(slug: "x") }'],
  ])('no suggestion for %s', async (_, query) => {
    const { body } = await send({ query }, {}, usual);
    expect(body.errors[0].message).toBeTruthy();
    expect(JSON.stringify(body)).not.toContain('Did you mean');
  });

  test.each([
    ['a value', 'query ($v: EventOrder!) { events(orderBy: $v) { totalCount } }', 'LATEST_FIRSTT'],
    [
      'an input field',
      'query ($v: EventFilter) { events(filter: $v) { totalCount } }',
      { conflict: [] },
    ],
  ])('no suggestion for %s in a variable', async (_, query, v) => {
    const { body } = await send({ query, variables: { v } }, {}, usual);
    expect(body.errors[0].message).toBeTruthy();
    expect(JSON.stringify(body)).not.toContain('Did you mean');
  });

  test('a mutation cannot be had by GET', async () => {
    const response = await usual.app.inject({
      url: `/graphql?query=${encodeURIComponent('mutation { anything }')}`,
      headers: { accept: 'application/graphql-response+json' },
    });
    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe('POST');
    expect(response.json().errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

describe('when things go wrong', () => {
  let troubled: RunningApi;
  beforeAll(async () => {
    troubled = await startApi({ CASUS_TIMEOUT_MS: '500' });
  });
  afterAll(() => troubled.close());
  const query = '{ reports { nodes { title } } }';

  test('a request that would hang is given up', async () => {
    const inTime = await send({ query }, {}, troubled);
    expect(inTime).toMatchObject({ status: 200, body: { data: { reports: expect.anything() } } });
    const { promise: letGo, resolve: release } = Promise.withResolvers<undefined>();
    // A writer that takes its time: the embedded engine reads for nobody else meanwhile.
    const writing = troubled.store.db.transaction(async (transaction) => {
      await transaction.execute('lock table reports in access exclusive mode');
      await letGo;
    });
    const late = await send({ query }, {}, troubled).finally(() => release(undefined));
    await writing;
    expect(late.status).toBe(503);
    expect(late.headers['retry-after']).toBe('5');
    expect(late.body).toEqual({
      errors: [
        {
          message:
            'No answer in 0.5 s, so it was given up. Ask for smaller pages or a narrower filter, or try again when the server is less busy.',
          extensions: { code: 'TIMEOUT', limit: 500 },
        },
      ],
    });
  });

  test('what nobody foresaw is told as such, without its insides, and logged', async () => {
    await troubled.store.db.execute('drop table reports cascade');
    const logged = vi.spyOn(troubled.app.log, 'error');
    const unexpected = {
      message: 'Something went wrong here; it is not your request. Try again later.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    };
    const asked = { query: '{ reports { nodes { slug } } }' };
    expect((await send(asked, {}, troubled)).body).toEqual({
      errors: [{ ...unexpected, path: ['reports'], locations: [{ line: 1, column: 3 }] }],
      data: null,
    });
    // Asked before, so that one statement answers all of it: no field is to blame.
    expect((await send({ query }, {}, troubled)).body).toEqual({ errors: [unexpected] });
    expect(logged).toHaveBeenCalled();
  });
});
