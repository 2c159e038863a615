import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** What the query beside a sentence answers. */
export async function answerOf(sentence: Locator): Promise<Record<string, unknown>> {
  const link = new URL((await sentence.locator('a.query').getAttribute('href'))!);
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
