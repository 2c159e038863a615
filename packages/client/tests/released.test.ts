import { startApi, type RunningApi } from '../../../apps/api/tests/api.ts';
import { sql } from 'drizzle-orm';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as client from '../src/client.ts';
import type * as errors from '../src/errors.ts';
import type * as generated from '../src/generated/documents.ts';
import type * as live from '../src/live.ts';
import { VARIABLES } from './variables.ts';

type Released = typeof client & typeof errors & typeof live & typeof generated;

/** The client of the last release, as it was compiled then: what people have installed. */
const file = join(import.meta.dirname, '../released/client.js');
const released = (await import(file)) as Released;
const documents = Object.entries(released).filter(
  ([name, value]) => name.endsWith('Document') && !String(value).startsWith('subscription'),
) as [name: string, document: string][];

let api: RunningApi;
let url: string;
beforeAll(async () => {
  api = await startApi();
  url = `${await api.app.listen({ port: 0, host: 'localhost' })}/graphql`;
});
afterAll(() => api.close());

test('its ready questions are there', () => {
  expect(documents.length).toBeGreaterThanOrEqual(12);
});

test.each(documents)('%s of the last release is answered in full', async (name, document) => {
  const casus = released.createClient({ url, language: 'ru', asOf: '2022-09-20T23:59:59Z' });
  const { data, errors } = await casus.query<object>(document, VARIABLES[name] ?? {});
  expect(errors).toBeNull();
  for (const value of Object.values(data!)) expect(value).not.toBeNull();
});

test('it pages, and tells errors apart', async () => {
  const casus = released.createClient({ url });
  const rows = casus.paginate(released.ClaimsDocument, {}, ({ claims }) => claims, { pageSize: 9 });
  const { data } = await api.ask('{ claims { totalCount } }');
  expect(await Array.fromAsync(rows)).toHaveLength(data.claims.totalCount);
  const { errors } = await casus.query(released.EventsDocument, { first: 0 });
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', argument: 'first' }]);
});

test('it follows claims from a position', async () => {
  const casus = released.createClient({ url });
  const { data } = await casus.query<{ position: string }>('{ position }');
  await api.store.db.execute(
    sql`update claims set summary = 'Told again.' where key = (select min(key) from claims)`,
  );
  const watched = released.watchClaims(casus, { after: data!.position });
  const { value } = await watched.next();
  expect(value).toMatchObject({ claim: { summary: 'Told again.' }, position: expect.any(String) });
  await watched.return();
});
