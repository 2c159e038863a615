import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function ask(query: string, accept: string | undefined, method: 'GET' | 'POST' = 'POST') {
  const response = await api.app.inject({
    method,
    url: method === 'POST' ? '/graphql' : `/graphql?query=${encodeURIComponent(query)}`,
    headers: { 'content-type': 'application/json', ...(accept !== undefined && { accept }) },
    ...(method === 'POST' && { payload: JSON.stringify({ query }) }),
  });
  return { status: response.statusCode, type: typeOf(response.headers), body: response.body };
}

const typeOf = (headers: Record<string, unknown>) => String(headers['content-type']).split(';')[0];

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';
const STREAM = 'text/event-stream';

test.each([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/*', JSON_TYPE],
  ['APPLICATION/JSON; charset=UTF-8', JSON_TYPE],
  [`${JSON_TYPE};q=0, */*`, GRAPHQL_TYPE],
  [`${JSON_TYPE};q=0.5, ${GRAPHQL_TYPE}`, GRAPHQL_TYPE],
  [`${GRAPHQL_TYPE};q=0.1, ${JSON_TYPE};q=0.2`, JSON_TYPE],
  // Apollo's and urql's.
  [`${GRAPHQL_TYPE},${JSON_TYPE};q=0.9`, GRAPHQL_TYPE],
  [
    `${GRAPHQL_TYPE}, application/graphql+json, ${JSON_TYPE}, ${STREAM}, multipart/mixed`,
    GRAPHQL_TYPE,
  ],
  [`${STREAM};q=0.2, ${JSON_TYPE}`, JSON_TYPE],
  [`${STREAM}, ${JSON_TYPE};q=0.2`, STREAM],
  [STREAM, STREAM],
])('a query accepted as %s comes as %s', async (accept, type) => {
  for (const method of ['GET', 'POST'] as const) {
    const answer = await ask('{ __typename }', accept, method);
    expect([answer.status, answer.type]).toEqual([200, type]);
  }
});

test.each([
  'application/xml',
  `${JSON_TYPE};q=0`,
  `${JSON_TYPE}; charset=utf-16`,
  `${JSON_TYPE};q=0, ${GRAPHQL_TYPE};q=0`,
  'text/html',
])('a query posted and accepted as %s is refused with what there is', async (accept) => {
  const { status, body } = await ask('{ __typename }', accept);
  expect(status).toBe(406);
  expect(JSON.parse(body)).toEqual({
    errors: [
      {
        message: expect.stringContaining('Accept asks for none of them'),
        extensions: { code: 'NOT_ACCEPTABLE' },
      },
    ],
  });
});

test.each([
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['text/html;q=0, */*', JSON_TYPE],
  ['text/html;q=0.5, application/json', JSON_TYPE],
])('opened with accept: %s it is %s', async (accept, type) => {
  expect((await ask('{ __typename }', accept, 'GET')).type).toBe(type);
});

test.each([JSON_TYPE, `${GRAPHQL_TYPE}, ${JSON_TYPE};q=0.9`, `${JSON_TYPE}, ${STREAM};q=0`])(
  'a subscription accepted as %s is told how to ask for one',
  async (accept) => {
    const { status, body } = await ask(
      'subscription { claimRecorded(conflict: "kyrgyzstan-tajikistan") { id } }',
      accept,
    );
    expect(status).toBe(406);
    expect(JSON.parse(body)).toEqual({
      errors: [
        {
          message:
            'A subscription is answered as text/event-stream, which Accept does not ask for. Send accept: text/event-stream.',
          extensions: { code: 'NOT_ACCEPTABLE' },
        },
      ],
    });
  },
);
