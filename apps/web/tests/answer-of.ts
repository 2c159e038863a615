import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** What the query beside a sentence answers. */
export const answerOf = (sentence: Locator) => answerAt(sentence.locator('a.query'));

/** What the question answers that a link opens in the playground. */
export async function answerAt(playground: Locator): Promise<Record<string, unknown>> {
  const link = new URL((await playground.getAttribute('href'))!);
  const answer = await fetch(link.origin + link.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: link.searchParams.get('query'),
      variables: JSON.parse(link.searchParams.get('variables')!),
    }),
  });
  const { data, errors } = (await answer.json()) as {
    data: Record<string, unknown>;
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  return data;
}
