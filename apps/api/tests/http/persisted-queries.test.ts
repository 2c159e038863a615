import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

let api: RunningApi;
let url: string;
beforeAll(async () => {
  api = await startApi();
  url = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
});
afterAll(() => api.close());

let statuses: number[] = [];
beforeEach(() => {
  statuses = [];
});
const countedFetch: typeof fetch = async (...request) => {
  const response = await fetch(...request);
  statuses.push(response.status);
  return response;
};

const QUESTIONS = ['{ conflicts { totalCount } }', '{ agreements { totalCount } }'];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test.each([true, false])(
  'Apollo, hashes by GET: %s, sends the document once told to, and no hash after that',
  async (useGETForHashedQueries) => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new PersistedQueryLink({ sha256, useGETForHashedQueries }).concat(
        new HttpLink({ uri: url, fetch: countedFetch }),
      ),
    });
    for (const question of QUESTIONS) {
      const { data } = await client.query({ query: gql(question) });
      expect(Object.values(data as object)).toEqual([
        expect.objectContaining({ totalCount: expect.any(Number) }),
      ]);
    }
    expect(statuses).toEqual([400, 200, 200]);
  },
);

test.each([true, false])(
  'urql, hashes by GET: %s, sends the document once told to, and no hash after that',
  async (preferGetForPersistedQueries) => {
    const client = new Client({
      url,
      preferGetMethod: false,
      fetch: countedFetch,
      exchanges: [
        persistedExchange({
          preferGetForPersistedQueries,
          generateHash: async (query) => sha256(query),
        }),
        fetchExchange,
      ],
    });
    for (const question of QUESTIONS) {
      const { data, error } = await client.query(question, {});
      expect(error).toBeUndefined();
      expect(Object.values(data as object)).toEqual([{ totalCount: expect.any(Number) }]);
    }
    expect(statuses).toEqual([400, 200, 200]);
  },
);

test('who reads application/json is told the same with status 200', async () => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }),
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    errors: [
      {
        message: 'PersistedQueryNotSupported',
        extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
      },
    ],
  });
});
