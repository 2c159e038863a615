import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

let api: RunningApi;
let before: string;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1', '23.1');
  ({
    data: { position: before },
  } = await api.ask('{ position }'));
  // Leaves out event 3.
  await importReleases(api.store, '24.1');
});
afterAll(() => api.close());

const EVENT_3 = 'ucdp:ged:3';
const AFTER = 'asOf=2024-07-01T00:00:00Z';

test.each([
  ['/events.csv?standing=WITHDRAWN', 'event_key'],
  [`/events.csv?standing=WITHDRAWN&${AFTER}`, 'event_key'],
  ['/events.csv?standing=ANY', 'event_key'],
  [`/events.csv?standing=ANY&${AFTER}`, 'event_key'],
  ['/claims.csv?withdrawn=true', 'subject_key'],
  [`/claims.csv?withdrawn=true&${AFTER}`, 'subject_key'],
])('a file counts and cites what is withdrawn: %s', async (address, key) => {
  const { body, headers } = await api.app.inject(address);
  const rows: Record<string, string>[] = parse(body, { columns: true, bom: true });
  expect(rows.map((row) => row[key])).toContain(EVENT_3);
  expect(headers['x-casus-rows']).toBe(String(rows.length));
  for (const { selection } of rows) {
    expect(selection).toMatch(new RegExp(`^${rows.length} of ${rows.length} `));
  }
});

test.each(['events', 'claims'])(
  'a file of the %s that changed counts those that were withdrawn',
  async (noun) => {
    const { body, headers } = await api.app.inject(`/${noun}.csv?changedSince=${before}`);
    const rows: Record<string, string>[] = parse(body, { columns: true, bom: true });
    expect(rows.some((row) => Object.values(row).includes(EVENT_3))).toBe(true);
    expect(headers['x-casus-rows']).toBe(String(rows.length));
  },
);

test.each([
  ['2023-07-01T00:00:00Z', ''],
  ['2024-07-01T00:00:00Z', '2024-06-15T23:59:59.999Z'],
])('a file of events tells which of them are withdrawn as of %s', async (asOf, withdrawn) => {
  const { body } = await api.app.inject(`/events.csv?standing=ANY&asOf=${asOf}`);
  const rows: Record<string, string>[] = parse(body, { columns: true, bom: true });
  const of = (key: string) => rows.find((row) => row['event_key'] === key)!['withdrawn_utc'];
  expect(of(EVENT_3)).toBe(withdrawn);
  expect(of('ucdp:ged:2')).toBe('');
});

test.each([
  ['2023-07-01T00:00:00Z', null],
  ['2024-07-01T00:00:00Z', '2024-06-15T23:59:59.999Z'],
])('the file of an event tells whether it is withdrawn as of %s', async (asOf, withdrawnAt) => {
  const response = await api.app.inject(`/events/${EVENT_3}.json?asOf=${asOf}`);
  expect(response.json<object>()).toMatchObject({ data: { event: { withdrawnAt } } });
});

test('a file of withdrawn events alone cites the release that they came by', async () => {
  const { body } = await api.app.inject('/events.geojson?standing=WITHDRAWN');
  expect(body).toContain('Version 23.1.');
});
