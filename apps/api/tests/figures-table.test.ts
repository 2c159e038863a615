import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1', '23.1');
});
afterAll(() => api.close());

async function rowsOf(parameters: string): Promise<Record<string, string>[]> {
  const { statusCode, body } = await api.app.inject(`/figures.csv?${parameters}`);
  expect(statusCode).toBe(200);
  return parse(body, { columns: true, bom: false });
}

const keyOf = (id: string) => Buffer.from(id, 'base64url').toString().replace(/^\w+:/, '');

interface Figure {
  about: { id: string };
  metric: string;
  low: number | null;
  high: number | null;
  openEnded: boolean;
  contested: boolean;
  current: { id: string }[];
  claims: { id: string }[];
}

test.each(['2022-09-16T23:59:59.000Z', '2022-09-20T00:00:00.000Z', '2026-01-01T00:00:00.000Z'])(
  'figures are those of the API, as of %s',
  async (asOf) => {
    const { data } = await api.ask(
      `query ($asOf: DateTime) { conflict(slug: "kyrgyzstan-tajikistan") { figures(asOf: $asOf) {
        about { ... on Node { id } } metric low high openEnded contested
        current { id } claims { id } } } }`,
      { asOf },
    );
    const figures = data.conflict.figures as Figure[];
    expect(figures.length).toBeGreaterThan(2);
    const told = (await rowsOf(`asOf=${asOf}`)).map((row) => [
      row['subject_key'],
      row['metric'],
      row['low'],
      row['high'],
      row['open_ended'],
      row['contested'],
      row['current_claim_keys'],
      row['claims'],
    ]);
    for (const figure of figures) {
      expect(told).toContainEqual([
        keyOf(figure.about.id),
        figure.metric,
        String(figure.low ?? ''),
        String(figure.high ?? ''),
        String(figure.openEnded),
        String(figure.contested),
        figure.current.map(({ id }) => keyOf(id)).join('; '),
        String(figure.claims.length),
      ]);
    }
  },
);

test('each has its claimants, and the terms of the releases that make its claims', async () => {
  const rows = await rowsOf('metrics=DEATHS');
  const ucdp = rows.find((row) => row['subject_key'] === 'ucdp:ged:1')!;
  expect(ucdp).toMatchObject({
    low: '5',
    high: '5',
    contested: 'false',
    current_claims: 'Uppsala Conflict Data Program: 5',
    licence: 'CC BY 4.0',
  });
  expect(ucdp['dataset_keys']).toContain('ucdp:ged@23.1');
  const curated = rows.filter((row) => row['dataset_keys'] === '');
  expect(curated.length).toBeGreaterThan(0);
  for (const { licence } of curated) expect(licence).toContain('Facts from public reports');
  expect(new Set(rows.map((row) => row['metric']))).toEqual(new Set(['DEATHS']));
});

test('a filter that would leave a figure without some of its claims is none of its parameters', async () => {
  const { statusCode, body } = await api.app.inject('/figures.csv?claimants=red-cross');
  expect([statusCode, body]).toEqual([
    400,
    expect.stringContaining('There are: agreements, asOf, conflicts, events, metrics'),
  ]);
});
