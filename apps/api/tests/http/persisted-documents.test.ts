import siteDocuments from '@casus/serving/site-documents.json' with { type: 'json' };
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WORKED_QUESTIONS } from '../../src/playground/worked-questions.ts';
import { startApi, type RunningApi } from '../api.ts';
import { realOperations } from '../pushdown/operations.ts';

const CLIENT = new URL('../../../../packages/client/documents.json', import.meta.url);

let api: RunningApi;
let address: string;
beforeAll(async () => {
  api = await startApi();
  address = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
});
afterAll(() => api.close());

const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

function get(documentId: string, variables: object = {}, more: Record<string, string> = {}) {
  const asked = new URLSearchParams({ documentId, variables: JSON.stringify(variables), ...more });
  return fetch(`${address}?${asked}`, { headers: { accept: 'application/graphql-response+json' } });
}

test('a document of the client is answered by its hash, as by its text, and may be cached', async () => {
  const documents = JSON.parse(readFileSync(CLIENT, 'utf8')) as string[];
  const text = documents.find((each) => each.startsWith('query Conflict('))!;
  const variables = { slug: 'kyrgyzstan-tajikistan' };
  const response = await get(idOf(text), variables);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
  const { data } = await api.ask(text, variables);
  expect(await response.json()).toEqual({ data });
  const posted = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId: idOf(text), variables }),
  });
  expect(await posted.json()).toEqual({ data });
});

test.each(WORKED_QUESTIONS)('so is the playground’s $name', async ({ query }) => {
  expect(await (await get(idOf(query))).json()).toEqual({ data: expect.any(Object) });
});

/** Values for the variables of each document of the site. */
const SITE = new Map(realOperations().site.map(({ name, variables }) => [name, variables]));
const queriesOfSite = siteDocuments
  .map((text) => [/^\s*query (\w+)/.exec(text)?.[1], text] as const)
  .filter(([name]) => name);

test.each(queriesOfSite)('so is the site’s %s', async (name, text) => {
  const variables = SITE.get(name!)!;
  const response = await get(idOf(text), variables);
  const { data, errors } = await api.ask(text, variables);
  expect(await response.json()).toEqual(errors.length > 0 ? { data, errors } : { data });
});

test.each([
  [idOf('{ __typename }'), {}, 'PERSISTED_DOCUMENT_NOT_FOUND'],
  ['nothing', {}, 'PERSISTED_DOCUMENT_NOT_FOUND'],
  [idOf('{ __typename }'), { query: '{ __typename }' }, 'BAD_REQUEST'],
])('%s with %j is refused: %s', async (id, more, code) => {
  const response = await get(id, {}, more);
  expect([response.status, response.headers.get('cache-control')]).toEqual([400, 'no-store']);
  const { errors } = (await response.json()) as { errors: { extensions: object }[] };
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code }]);
});
