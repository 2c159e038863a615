import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function answer(accept: string, payload: string): Promise<[number, string | undefined]> {
  const response = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept, 'content-type': 'application/json' },
    payload,
  });
  const body = response.json() as { errors?: { extensions: { code: string } }[] };
  return [response.statusCode, body.errors?.[0]!.extensions.code];
}

const VARIABLES = 'query ($first: Int!) { events(first: $first) { totalCount } }';

/** As GraphQL over HTTP tells apart what is no GraphQL request, what can't be run, and what was. */
test.each([
  ['NONSENSE', 400, 400, 'BAD_REQUEST'],
  ['null', 400, 400, 'BAD_REQUEST'],
  ['"{ __typename }"', 400, 400, 'BAD_REQUEST'],
  ['{}', 400, 400, 'BAD_REQUEST'],
  ['[]', 400, 400, 'BAD_REQUEST'],
  ['{"qeury": "{ __typename }"}', 400, 400, 'BAD_REQUEST'],
  ['{"query": 1}', 400, 400, 'BAD_REQUEST'],
  ['{"query": "{ __typename }", "variables": [7]}', 400, 400, 'BAD_REQUEST'],
  ['{"query": "{ __typename }", "extensions": "x"}', 400, 400, 'BAD_REQUEST'],
  ['{"query": "{ __typename }", "operationName": 1}', 400, 400, 'BAD_REQUEST'],
  ['{"query": "{"}', 400, 200, 'GRAPHQL_PARSE_FAILED'],
  ['{"query": ""}', 400, 200, 'GRAPHQL_PARSE_FAILED'],
  ['{"query": "{ conflictz }"}', 400, 200, 'GRAPHQL_VALIDATION_FAILED'],
  ['{"query": "{ __typename }", "operationName": "X"}', 400, 200, 'OPERATION_RESOLUTION_FAILURE'],
  [JSON.stringify({ query: VARIABLES }), 400, 200, 'BAD_USER_INPUT'],
  [JSON.stringify({ query: VARIABLES, variables: { first: 'x' } }), 400, 200, 'BAD_USER_INPUT'],
  [JSON.stringify({ query: VARIABLES, variables: { first: 0 } }), 200, 200, 'BAD_USER_INPUT'],
  ['{"query": "{ __typename }"}', 200, 200, undefined],
])('%s has status %i, and as application/json %i', async (payload, status, legacy, code) => {
  expect(await answer('application/graphql-response+json', payload)).toEqual([status, code]);
  expect(await answer('application/json', payload)).toEqual([legacy, code]);
});
