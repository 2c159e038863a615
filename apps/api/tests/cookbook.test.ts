import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

const PAGE = await readFile(new URL('../../../docs/cookbook.md', import.meta.url), 'utf8');

const recipes = [
  ...PAGE.matchAll(/^### (.+)\n[^#]*?```graphql\n([^]*?)```\s+```json\n([^]*?)```/gm),
].map(([, question, query, answer]) => ({
  question: question!,
  query: query!,
  answer: JSON.parse(answer!) as unknown,
}));

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('every question has its query and its answer', () => {
  expect(recipes.map(({ question }) => question)).toEqual(
    [...PAGE.matchAll(/^### (.+)$/gm)].map(([, question]) => question),
  );
  expect(recipes.length).toBeGreaterThanOrEqual(30);
});

test.each(recipes)('$question', async ({ query, answer }) => {
  const { data, errors } = await api.ask(query);
  expect(errors).toEqual([]);
  expect(data).toEqual(answer);
});
