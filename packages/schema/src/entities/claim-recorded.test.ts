import type { RecordedClaim } from '@casus/store/history/recorded';
import { parse, subscribe, type ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../schema.ts';

const claim = (summary: string) =>
  ({ claim: { key: summary, summary }, position: summary }) as unknown as RecordedClaim;

/** What graphql's own `subscribe` gives of claims that are recorded in batches. */
async function summaries(...batches: RecordedClaim[][]): Promise<unknown[]> {
  const source = (async function* () {
    yield* batches;
  })();
  const results = await subscribe({
    schema,
    document: parse('subscription { claimRecorded { summary } }'),
    contextValue: {
      followClaims: () => Promise.resolve(Object.assign(source, { start: 'start' })),
      signal: new AbortController().signal,
      lastEventId: null,
    },
  });
  const found: unknown[] = [];
  for await (const { data } of results as AsyncIterable<ExecutionResult>) {
    found.push((data as { claimRecorded: { summary: string } }).claimRecorded.summary);
  }
  return found;
}

test('each claim comes by itself, also where several were recorded at once', async () => {
  expect(await summaries([claim('a'), claim('b'), claim('c')], [claim('d')])).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
});
