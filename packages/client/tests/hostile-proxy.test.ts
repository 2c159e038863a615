import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, type CasusClient } from '../src/client.ts';
import { ClaimsDocument, ConflictDocument, EventsDocument } from '../src/generated/documents.ts';
import { watchClaims } from '../src/live.ts';
import { startHostileProxy, TURNS, type HostileProxy } from './hostile-proxy.ts';

let api: RunningApi;
let proxy: HostileProxy;
let direct: CasusClient;
let behind: CasusClient;
beforeAll(async () => {
  api = await startApi();
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  proxy = await startHostileProxy(address);
  direct = createClient({ url: `${address}/graphql` });
  behind = createClient({ url: proxy.url, retries: 5 });
});
afterAll(async () => {
  proxy.close();
  await api.close();
});

async function rowsOf(casus: CasusClient): Promise<unknown[]> {
  return Array.fromAsync(
    casus.paginate(ClaimsDocument, {}, ({ claims }) => claims, { pageSize: 20 }),
  );
}

test('a proxy that refuses, cuts, reorders, repeats and strips changes no answer', async () => {
  const slug = 'kyrgyzstan-tajikistan';
  const questions = Array.from({ length: 6 }, (_, round) => {
    const asOf = `2022-09-${14 + round}T12:00:00Z`;
    return [
      (casus: CasusClient) => casus.query(ConflictDocument, { slug, asOf }),
      (casus: CasusClient) => casus.query(EventsDocument, { first: round + 1 }),
      (casus: CasusClient) => casus.query(EventsDocument, { first: 0 }),
    ];
  }).flat();
  const answers = (casus: CasusClient) => Promise.all(questions.map((ask) => ask(casus)));
  expect(await answers(behind)).toEqual(await answers(direct));
  expect(await rowsOf(behind)).toEqual(await rowsOf(direct));
  expect([...proxy.happened.keys()].sort()).toEqual([...new Set<string>(TURNS)].sort());
});

test('nor does it lose or double a claim of the stream', async () => {
  const leaving = new AbortController();
  const after = (await direct.query<{ position: string }>('{ position }')).data!.position;
  const received: string[] = [];
  const watching = (async () => {
    for await (const { claim } of watchClaims(behind, { after, signal: leaving.signal })) {
      received.push(claim.summary);
    }
  })();
  const told = Array.from({ length: 20 }, (_, round) => `Told in round ${round}.`);
  for (const summary of told) {
    await api.store.db.execute(
      sql`update claims set summary = ${summary} where key = (select min(key) from claims)`,
    );
    await expect.poll(() => received.at(-1), { timeout: 20_000 }).toBe(summary);
  }
  expect(received).toEqual(told);
  expect(proxy.happened.get('stream cut within')).toBeGreaterThan(3);
  leaving.abort();
  await watching;
});
