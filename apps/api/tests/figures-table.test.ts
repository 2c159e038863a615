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
    const told = (await rowsOf(`asOf=${asOf}`)).map(cellsOf);
    for (const figure of figures) expect(told).toContainEqual(cellsOfFigure(figure));
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

const LISTED = `query ($filter: FigureFilter, $orderBy: FigureOrder!, $asOf: DateTime) {
  figures(filter: $filter, orderBy: $orderBy, asOf: $asOf, first: 100) { totalCount nodes {
    about { ... on Node { id } } metric low high openEnded contested current { id } claims { id }
  } } }`;

test.each([
  ['contested=true', { contested: true }],
  ['contested=false&minClaimants=2', { contested: false, minClaimants: 2 }],
  ['minClaimants=2&metrics=DEATHS,FLED', { minClaimants: 2, metrics: ['DEATHS', 'FLED'] }],
  ['claimants=kyrgyz-health-ministry', { claimants: ['kyrgyz-health-ministry'] }],
  ['countedIn=kyrgyzstan&populations=ALL', { countedIn: ['kyrgyzstan'], populations: ['ALL'] }],
  [
    'during.from=2021-04-01&during.to=2021-05-31&conflicts=kyrgyzstan-tajikistan',
    { during: { from: '2021-04-01', to: '2021-05-31' }, conflicts: ['kyrgyzstan-tajikistan'] },
  ],
  [
    'parties=government-of-kyrgyzstan&minClaimants=1',
    { parties: ['government-of-kyrgyzstan'], minClaimants: 1 },
  ],
])('%s picks the figures that the API lists, whole and in its orders', async (query, filter) => {
  for (const orderBy of ['LATEST_FIRST', 'MOST_CLAIMANTS', 'FURTHEST_APART']) {
    for (const asOf of [undefined, '2022-09-16T23:59:59.000Z']) {
      const { data, errors } = await api.ask(LISTED, { filter, orderBy, asOf });
      expect(errors).toEqual([]);
      if (!asOf) expect(data.figures.totalCount).toBeGreaterThan(0);
      const rows = await rowsOf(`${query}&orderBy=${orderBy}${asOf ? `&asOf=${asOf}` : ''}`);
      expect(rows.slice(0, 100).map(cellsOf)).toEqual(
        (data.figures.nodes as Figure[]).map(cellsOfFigure),
      );
      expect(rows).toHaveLength(data.figures.totalCount);
    }
  }
});

const cellsOf = (row: Record<string, string>) => [
  row['subject_key'],
  row['metric'],
  row['low'],
  row['high'],
  row['open_ended'],
  row['contested'],
  row['current_claim_keys'],
  row['claims'],
];

const cellsOfFigure = (figure: Figure) => [
  keyOf(figure.about.id),
  figure.metric,
  String(figure.low ?? ''),
  String(figure.high ?? ''),
  String(figure.openEnded),
  String(figure.contested),
  figure.current.map(({ id }) => keyOf(id)).join('; '),
  String(figure.claims.length),
];

test('what claims alone tell is the same by either way of reading', async () => {
  for (const query of ['', 'metrics=DEATHS', 'parties=government-of-kyrgyzstan']) {
    const bySubject = await rowsOf(query);
    const listed = await rowsOf(`${query}&orderBy=LATEST_FIRST`);
    const sorted = (rows: typeof listed) =>
      rows.map(({ as_of: _, selection: __, ...row }) => JSON.stringify(row)).toSorted();
    // A figure of which nobody has the last word (all denied or withdrawn) is in no list of the API.
    const withCurrent = bySubject.filter((row) => row['current_claim_keys'] !== '');
    expect(listed.length).toBeGreaterThan(0);
    expect(sorted(listed)).toEqual(sorted(withCurrent));
  }
});

test.each([
  ['minClaimants=0', 'minClaimants', 'minClaimants is a number of claimants'],
  ['minClaimants=x', 'minClaimants', 'Int cannot represent'],
  ['contested=maybe', 'contested', 'Boolean cannot represent'],
  ['claimants=kyrgyz-health-ministery', 'claimants', 'Did you mean "kyrgyz-health-ministry"'],
  ['orderBy=HIGHEST', 'orderBy', 'FigureOrder'],
  ['during.from=2022-09-20&during.to=2022-09-01', 'during', 'ends'],
  ['kind=x', 'kind', 'There are: agreements, asOf, claimants, conflicts, contested, countedIn,'],
])('%s is refused', async (query, argument, why) => {
  const { statusCode, body } = await api.app.inject(`/figures.csv?${query}`);
  expect([statusCode, JSON.parse(body).errors]).toMatchObject([
    400,
    [{ message: expect.stringContaining(why), extensions: { code: 'BAD_USER_INPUT', argument } }],
  ]);
});
