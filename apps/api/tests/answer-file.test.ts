import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const QUERY =
  'query OneConflict($slug: String!) { conflict(slug: $slug) { name claims { totalCount } } }';
const VARIABLES = { slug: 'kyrgyzstan-tajikistan' };

// As a browser asks that follows a link.
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

const fileOf = (query: Record<string, string>) =>
  api.app.inject({ url: '/answer.json', query, headers: BROWSER });

describe('the answer to a question as a file', () => {
  test('holds what /graphql answers, and the question that gave it', async () => {
    const response = await fileOf({ query: QUERY, variables: JSON.stringify(VARIABLES) });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="casus-one-conflict.json"',
      'cache-control': 'no-store',
    });
    const { data, casus } = response.json();
    expect(data).toEqual((await api.ask(QUERY, VARIABLES)).data);
    expect(data.conflict.claims.totalCount).toBeGreaterThan(0);
    expect(casus).toMatchObject({ query: QUERY, variables: VARIABLES });
    expect(casus.terms).toContain('licence');
  });

  test('is the same when its question comes often enough to be told by one statement', async () => {
    const asked = { query: QUERY, variables: JSON.stringify(VARIABLES) };
    const files = [];
    for (let times = 0; times < 5; times++) files.push((await fileOf(asked)).json().data);
    expect(new Set(files.map((data) => JSON.stringify(data))).size).toBe(1);
  });

  test('has a name without a name of its own', async () => {
    const { headers } = await fileOf({ query: '{ conflicts { totalCount } }' });
    expect(headers['content-disposition']).toBe('attachment; filename="casus-answer.json"');
  });

  test.each([
    ['no question', {}, 400],
    ['a document that cannot be read', { query: '{' }, 400],
    ['a field that is not there', { query: '{ conflicts { colour } }' }, 400],
    ['a variable that is missing', { query: QUERY }, 400],
    ['variables that are no JSON', { query: QUERY, variables: '[' }, 400],
    [
      'too deep a question',
      { query: `{ ${'conflicts { nodes { events { nodes { conflict { '.repeat(9)}` },
      400,
    ],
    ['a page too long', { query: '{ conflicts(first: 101) { totalCount } }' }, 200],
  ])('%s is refused as /graphql refuses it', async (_, query, status) => {
    const response = await fileOf(query);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-disposition']).toBeUndefined();
    expect(response.headers['cache-control']).toBe('no-store');
    const { errors } = response.json();
    expect(errors[0].message).not.toBe('');
    expect(errors[0].extensions.code).toMatch(/^[A-Z_]+$/);
  });

  test('nothing is followed in a file', async () => {
    const query = 'subscription { claimRecorded { summary } }';
    const response = await fileOf({ query });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
  });
});
