import { events } from '@casus/store/tables/event';
import type { FastifyInstance } from 'fastify';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alsoServe, startApi, type RunningApi } from './api.ts';

const ROWS = 6000;
const LONG = 300;

/** One download at a time, so that whether one has ended shows in whether another may begin. */
let api: RunningApi;
let app: FastifyInstance;
let address: string;
beforeAll(async () => {
  api = await startApi();
  // More than any buffer between the database and a reader holds.
  const summary = 'A long story. '.repeat(LONG);
  for (let part = 0; part < 4; part++) {
    await api.store.db.insert(events).values(
      Array.from({ length: ROWS / 4 }, (_, index) => ({
        key: `test:${part}-${index}`,
        name: `Event ${index}`,
        kind: 'ARMED_CLASH' as const,
        summary,
        earliest: '1999-01-01T00:00:00.000Z',
        latest: '1999-01-01T23:59:59.999Z',
        precision: 'DAY' as const,
        edtf: '1999-01-01',
        source: 'test',
      })),
    );
  }
  app = await alsoServe(api, { CASUS_DOWNLOADS_AT_ONCE: '1', CASUS_DOWNLOAD_STALL_SECONDS: '1' });
  address = await app.listen({ port: 0, host: 'localhost' });
});
afterAll(async () => {
  await app.close();
  await api.close();
});

const begin = (path: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${address}${path}`, resolve).on('error', reject);
  });
const fetches = () => api.statements().filter((statement) => statement.startsWith('fetch')).length;
const small = async () => (await fetch(`${address}/events.csv?kinds=MEETING`)).status;

test('a reader who leaves ends the reading', async () => {
  fetches();
  const response = await begin('/events.csv?during.to=1999-12-31');
  expect(response.statusCode).toBe(200);
  expect(await small()).toBe(503);
  response.destroy();
  await expect.poll(small).toBe(200);
  expect(fetches()).toBeLessThan(ROWS / 100);
});

test('a reader who takes nothing is waited for, and not for ever', async () => {
  fetches();
  const response = await begin('/events.ndjson?during.to=1999-12-31');
  response.on('error', () => {});
  expect(await small()).toBe(503);
  await expect.poll(small).toBe(200);
  expect(fetches()).toBeLessThan(ROWS / 100);
  response.destroy();
});

test.each(['csv', 'geojson', 'ndjson'])('all of a long .%s comes, compressed', async (format) => {
  const ask = () =>
    fetch(`${address}/events.${format}?during.to=1999-12-31`, {
      headers: { 'accept-encoding': 'gzip' },
    });
  let response = await ask();
  // The slot of the one before is free a moment after its last byte.
  while (response.status === 503) response = await ask();
  expect(response.headers.get('content-encoding')).toBe('gzip');
  const text = await response.text();
  expect(text.split('A long story').length - 1).toBe(ROWS * LONG);
});
