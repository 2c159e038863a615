import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alsoServe, startApi, type RunningApi } from '../api.ts';

const COMMITTED = new URL('../../../../packages/schema/schema.graphql', import.meta.url);

let api: RunningApi;
let sha256: string;
beforeAll(async () => {
  api = await startApi();
  sha256 = `sha256:${createHash('sha256')
    .update(await readFile(COMMITTED, 'utf8'))
    .digest('hex')}`;
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };

test.each([
  ['an answer', { payload: '{"query":"{ __typename }"}', headers: json }, 200],
  ['a refusal', { payload: '{"query":"{ nothing }"}', headers: json }, 200],
  ['broken JSON', { payload: '{', headers: json }, 400],
  ['another content type', { payload: 'a', headers: { 'content-type': 'text/plain' } }, 415],
] as const)('%s names the contract', async (_, request, status) => {
  const answer = await api.app.inject({ method: 'POST', url: '/graphql', ...request });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['x-casus-schema']).toBe(sha256);
});

test('what is cached, streamed, or refused for the rate, too, and the contract itself', async () => {
  const get = '/graphql?query={__typename}';
  const first = await api.app.inject(get);
  const again = await api.app.inject({
    url: get,
    headers: { 'if-none-match': String(first.headers.etag) },
  });
  const contract = await api.app.inject('/schema.graphql');
  const limited = await alsoServe(api, { CASUS_RATE_LIMIT: '1', CASUS_TRUSTED_CLIENTS: 'none' });
  await limited.inject(get);
  const refused = await limited.inject(get);
  const answers = [first, again, contract, refused];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 304, 200, 429]);
  for (const { headers } of answers) expect(headers['x-casus-schema']).toBe(sha256);
  expect(`sha256:${createHash('sha256').update(contract.body).digest('hex')}`).toBe(sha256);
  await limited.close();
});

test.each([
  '/events.csv',
  '/claims.parquet',
  '/feed.atom',
  '/archives.json',
  '/nowhere',
  '/health',
])('%s names it, too', async (url) => {
  expect((await api.app.inject(url)).headers['x-casus-schema']).toBe(sha256);
});

test('scripts of other sites may read it', async () => {
  const { headers } = await api.app.inject({
    url: '/graphql?query={__typename}',
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(headers['access-control-expose-headers']).toContain('x-casus-schema');
});
