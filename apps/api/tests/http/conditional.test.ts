import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

let api: RunningApi;
let address: string;
beforeAll(async () => {
  api = await startApi();
  address = await api.app.listen({ port: 0, host: 'localhost' });
});
afterAll(() => api.close());

test.each([
  ['/graphql?query={__typename}', 'application/json'],
  ['/graphql', 'text/html'],
  ['/schema.graphql', '*/*'],
  ['/schema.json', '*/*'],
  ['/conflicts/kyrgyzstan-tajikistan.json?asOf=2022-09-20T00:00:00Z', '*/*'],
])('%s is asked for again by its tag, as HTTP lets clients write it', async (path, accept) => {
  const get = async (tags?: string) => {
    const response = await fetch(`${address}${path}`, {
      headers: { accept, ...(tags !== undefined && { 'if-none-match': tags }) },
    });
    return { status: response.status, body: await response.text(), headers: response.headers };
  };
  const { status, headers } = await get();
  const tag = headers.get('etag')!;
  expect([status, tag]).toEqual([200, expect.stringMatching(/^W\/"[\w-]+"$/)]);
  for (const held of [tag, tag.slice(2), `"x, y",${tag}`, `W/"x" , ${tag} , "z"`, '*']) {
    const again = await get(held);
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', tag]);
    expect(again.headers.get('cache-control')).toBe(headers.get('cache-control'));
  }
  for (const other of ['"x"', 'W/"x", "y"', 'nonsense']) {
    expect((await get(other)).status).toBe(200);
  }
});

test('a refusal has no tag, and none is taken for it', async () => {
  const response = await fetch(`${address}/graphql?query={nothing}`, {
    headers: { accept: 'application/json', 'if-none-match': '*' },
  });
  expect([response.status, response.headers.get('etag')]).toEqual([200, null]);
  expect(await response.json()).toHaveProperty('errors');
});
