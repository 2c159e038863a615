import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLES } from '../src/downloads/tables/tables.ts';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1', '23.1');
});
afterAll(() => api.close());

/** Rows of a file whose cells have no commas in quotes that matter, by the names of its columns. */
async function rowsOf(address: string): Promise<Record<string, string>[]> {
  const { statusCode, body } = await api.app.inject(address);
  expect({ statusCode, body: statusCode === 200 || body }).toEqual({ statusCode: 200, body: true });
  return parse(body, { columns: true });
}

const PARAMETERS: Record<string, string> = {
  statistics: 'by=YEAR,CONFLICT',
  changes: 'since=2020-01-01T00:00:00Z',
  'release-diff': 'from=ucdp:ged@22.1&to=ucdp:ged@23.1',
};

describe.each(TABLES.map(({ name, columns }) => ({ name, columns })))(
  '$name.csv',
  ({ name, columns }) => {
    const address = `/${name}.csv?${PARAMETERS[name] ?? ''}`;

    test('has the columns that its metadata explains, and says whose it is in each row', async () => {
      const rows = await rowsOf(address);
      expect(rows.length).toBeGreaterThan(0);
      expect(Object.keys(rows[0]!)).toEqual(columns.map((column) => column.name));
      for (const { licence, citation, as_of: asOf, selection } of rows) {
        expect([licence, citation, selection].every(Boolean)).toBe(true);
        expect(new Date(asOf!).toISOString()).toBe(asOf);
      }
      const metadata = (await api.app.inject(`/${name}.csv-metadata.json`)).json();
      expect(metadata.tableSchema.columns.map((column: { name: string }) => column.name)).toEqual(
        columns.map((column) => column.name),
      );
      const key = metadata.tableSchema.primaryKey as string;
      if (name !== 'statistics')
        expect(new Set(rows.map((row) => row[key])).size).toBe(rows.length);
    });

    test('refuses a parameter that the list has not', async () => {
      const { statusCode, body } = await api.app.inject(`${address}&nonsense=1`);
      expect(statusCode).toBe(400);
      expect(body).toContain('There is no parameter');
    });
  },
);

test('conflicts come with the sums that the API gives, in its order', async () => {
  const { data } = await api.ask(`{ conflicts(orderBy: MOST_DEATHS, first: 100) {
    totalCount nodes { slug totals { events deaths { low best high } } } } }`);
  const rows = await rowsOf('/conflicts.csv?orderBy=MOST_DEATHS');
  expect(rows).toHaveLength(data.conflicts.totalCount);
  expect(
    rows.map(({ url, events, deaths_low: low, deaths_best: best, deaths_high: high }) => [
      /conflicts\/(.*)\.json/.exec(url!)![1],
      events,
      low,
      best,
      high,
    ]),
  ).toEqual(
    data.conflicts.nodes.map(
      ({
        slug,
        totals: { events, deaths },
      }: {
        slug: string;
        totals: { events: number; deaths: Record<string, number> | null };
      }) => [
        slug,
        String(events),
        ...['low', 'best', 'high'].map((end) => String(deaths?.[end] ?? '')),
      ],
    ),
  );
});

test('agreements are told as of a moment: who has declared them, who accuses whom, who denies it', async () => {
  const slug = 'kyrgyzstan-tajikistan-ceasefire-2022-09-16';
  const rowAt = async (asOf: string) =>
    (await rowsOf(`/agreements.csv?asOf=${asOf}`)).find(({ url }) => url!.includes(slug));
  const moments = ['2022-09-16T09:00:00Z', '2022-09-16T23:59:59Z'];
  for (const asOf of moments) {
    const { data } = await api.ask(
      `query ($asOf: DateTime!) { agreement(slug: "${slug}") { status(asOf: $asOf)
        declarations(asOf: $asOf) { actor { name } }
        allegedViolations(asOf: $asOf) { accuser { name } accused { name } denials(asOf: $asOf) { id } } } }`,
      { asOf },
    );
    const { status, declarations, allegedViolations } = data.agreement;
    const row = await rowAt(asOf);
    expect(row?.['status'] || null).toBe(row ? status : null);
    if (!row) {
      expect(declarations).toEqual([]);
      continue;
    }
    const names = (list: string) => list.split('; ').filter(Boolean);
    expect(names(row['declared_by']!)).toEqual(
      declarations.map(({ actor }: { actor: { name: string } }) => actor.name),
    );
    expect(names(row['alleged_violations']!)).toEqual(
      allegedViolations.map(
        ({ accuser, accused }: Record<string, { name: string }>) =>
          `${accuser!.name} accuses ${accused!.name}`,
      ),
    );
  }
  const last = (await rowAt(moments[1]!))!;
  expect(last['violation_claim_keys']).not.toBe('');
});

test('reports as of a moment are those that had certainly been published by then', async () => {
  const all = await rowsOf('/reports.csv');
  const { data } = await api.ask('{ reports { totalCount } }');
  expect(all).toHaveLength(data.reports.totalCount);
  const by = async (parameters: string) =>
    (await rowsOf(`/reports.csv?${parameters}`)).map(({ report_key: key }) => key);
  const early = await by('asOf=2022-09-16T12:00:00Z');
  const { data: then } = await api.ask(
    '{ reports(asOf: "2022-09-16T12:00:00Z", first: 100) { nodes { id publishedAt { latest } } } }',
  );
  const certainly = all.filter(
    ({ published_latest_utc: latest }) => latest && latest <= '2022-09-16T12:00:00.000Z',
  );
  expect(early).toHaveLength(then.reports.nodes.length);
  expect(early).toEqual(expect.arrayContaining(certainly.map(({ report_key: key }) => key)));
  expect(certainly.length).toBeGreaterThan(0);
  expect(early.length).toBeLessThan(all.length);
  const until = certainly[0]!['published_earliest_utc']!.slice(0, 10);
  expect(await by(`asOf=2022-09-16T12:00:00Z&publishedDuring.to=${until}`)).toContain(
    certainly[0]!['report_key'],
  );
});

test('documents that a dataset delivered are under the terms of its latest release', async () => {
  const [report] = await rowsOf('/reports.csv');
  // The record's own, which has no key, first.
  expect(report!['dataset_keys']).toBe('; ucdp:ged@23.1');
  expect((await rowsOf('/agreements.csv'))[0]!['dataset_keys']).toBe('');
});

test('days of a list by name are those of its sums, and a moment is, too', async () => {
  const deathsOf = async (parameters: string) =>
    (await rowsOf(`/countries.csv?${parameters}`)).find(({ country_code: code }) => code === 'KG')![
      'deaths_best'
    ];
  const { data } = await api.ask(`{ place(slug: "kyrgyzstan") {
    year: totals(during: { from: "2021-01-01", to: "2021-12-31" }) { deaths { best } }
    then: totals(asOf: "2022-12-31T00:00:00Z") { deaths { best } } } }`);
  expect(await deathsOf('during.from=2021-01-01&during.to=2021-12-31')).toBe(
    String(data.place.year.deaths?.best ?? ''),
  );
  expect(await deathsOf('asOf=2022-12-31T00:00:00Z')).toBe(
    String(data.place.then.deaths?.best ?? ''),
  );
});

test('statistics have the dimensions asked, and are refused as the API refuses them', async () => {
  const { data } = await api.ask(
    '{ eventStatistics(by: [YEAR, VIOLENCE]) { year violence events deaths { best } } }',
  );
  const rows = await rowsOf('/statistics.csv?by=YEAR,VIOLENCE');
  expect(
    rows.map(({ year, violence, events, deaths_best: best }) => [year, violence, events, best]),
  ).toEqual(
    data.eventStatistics.map(
      ({
        year,
        violence,
        events,
        deaths,
      }: Record<string, unknown> & { deaths: { best: number } | null }) =>
        [year, violence ?? '', events, deaths?.best ?? ''].map(String),
    ),
  );
});

test.each([
  [
    'by: [COUNTRY, YEAR, VIOLENCE], orderBy: MOST_DEATHS, first: 3',
    'by=COUNTRY,YEAR,VIOLENCE&orderBy=MOST_DEATHS&first=3',
    3,
  ],
  ['by: [CONFLICT], orderBy: MOST_EVENTS, first: 2', 'by=CONFLICT&orderBy=MOST_EVENTS&first=2', 2],
  [
    'by: [PUBLISHER], orderBy: MOST_EVENTS, first: 4',
    'by=PUBLISHER&orderBy=MOST_EVENTS&first=4',
    4,
  ],
  [
    'by: [MONTH, DYAD], orderBy: LATEST_FIRST, first: 2',
    'by=MONTH,DYAD&orderBy=LATEST_FIRST&first=2',
    2,
  ],
])('statistics(%s) are the same rows as a file', async (args, query, most) => {
  const { data, errors } = await api.ask(
    `{ eventStatistics(${args}) { year month violence country { id } conflict { id } dyad { id } publisher { id name }
      events eventsWithoutFigure deaths { low best high } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.eventStatistics.length).toBeGreaterThan(0);
  expect(data.eventStatistics.length).toBeLessThanOrEqual(most);
  const rows = await rowsOf(`/statistics.csv?${query}`);
  type Of = { id: string; name?: string } | null;
  interface Statistic {
    year: number | null;
    month: string | null;
    violence: string | null;
    country: Of;
    conflict: Of;
    dyad: Of;
    publisher: Of;
    events: number;
    eventsWithoutFigure: number;
    deaths: Record<'low' | 'best' | 'high', number> | null;
  }
  const keyOf = (of: Of) =>
    of ? Buffer.from(of.id, 'base64url').toString().replace(/^\w+:/, '') : '';
  expect(
    rows.map((row) =>
      [
        'year',
        'month',
        'violence',
        'country_key',
        'conflict_key',
        'dyad_key',
        'publisher_key',
        'publisher_name',
        'events',
        'events_without_figure',
        'deaths_low',
        'deaths_best',
        'deaths_high',
      ].map((name) => row[name]),
    ),
  ).toEqual(
    (data.eventStatistics as Statistic[]).map((each) =>
      [
        each.year ?? '',
        each.month ?? '',
        each.violence ?? '',
        keyOf(each.country),
        keyOf(each.conflict),
        keyOf(each.dyad),
        keyOf(each.publisher),
        each.publisher?.name ?? '',
        each.events,
        each.eventsWithoutFigure,
        each.deaths?.low ?? '',
        each.deaths?.best ?? '',
        each.deaths?.high ?? '',
      ].map(String),
    ),
  );
});

test.each([
  ['by=YEAR&first=0', 'first', 'Statistics have 1 to 10000 rows; 0 were asked for'],
  ['by=YEAR&first=x', 'first', 'Int cannot represent'],
  ['by=MONTH,CONFLICT&first=1', 'first', 'there are more than 1 rows'],
  ['by=YEAR,MONTH,COUNTRY,ACTOR', 'by', 'one to three dimensions; 4 were given'],
  ['by=COUNTRY&orderBy=LATEST_FIRST', 'orderBy', 'nothing is the latest'],
  ['by=COUNTRY&orderBy=MOST', 'orderBy', 'StatisticsOrder'],
])('/statistics.csv?%s is refused as the API refuses it', async (query, argument, why) => {
  const { statusCode, body } = await api.app.inject(`/statistics.csv?${query}`);
  expect([statusCode, JSON.parse(body).errors]).toMatchObject([
    400,
    [{ message: expect.stringContaining(why), extensions: { code: 'BAD_USER_INPUT', argument } }],
  ]);
});

test.each([
  ['/statistics.csv', 'by'],
  ['/statistics.parquet?by=', 'by'],
  ['/release-diff.csv', 'from'],
  ['/release-diff.parquet?from=ucdp:ged@22.1', 'to'],
])('%s is told that it lacks its parameter %s', async (address, argument) => {
  const { statusCode, body } = await api.app.inject(address);
  expect([statusCode, JSON.parse(body).errors]).toEqual([
    400,
    [
      {
        message: expect.stringMatching(`^The parameter "${argument}" is missing: [A-Z].+\\.$`),
        extensions: { code: 'BAD_USER_INPUT', argument },
      },
    ],
  ]);
});

test('a comparison of releases has the worst first, with both estimates', async () => {
  const rows = await rowsOf('/release-diff.csv?from=ucdp:ged@22.1&to=ucdp:ged@23.1');
  const { data } =
    await api.ask(`{ releaseDiff(from: "ucdp:ged@22.1", to: "ucdp:ged@23.1", first: 100) {
    totalCount nodes { event { slug } kinds } } }`);
  expect(rows).toHaveLength(data.releaseDiff.totalCount);
  expect(
    rows.map(({ url, kinds }) => [decodeURIComponent(/events\/(.*)\.json/.exec(url!)![1]!), kinds]),
  ).toEqual(
    data.releaseDiff.nodes.map(({ event, kinds }: { event: { slug: string }; kinds: string[] }) => [
      event.slug,
      kinds.join('; '),
    ]),
  );
  expect(rows.find(({ event_key: key }) => key === 'ucdp:ged:1')).toMatchObject({
    kinds: 'FIGURES_REVISED',
    before_release: 'ucdp:ged@22.1',
    before_best: '3',
    after_release: 'ucdp:ged@23.1',
    after_best: '5',
    net_best: '2',
    before_civilians: '2',
    net_civilians: '0',
  });
  expect(rows.find(({ kinds }) => kinds === 'ADDED')).toMatchObject({
    before_civilians: '',
    after_civilians: '2',
    net_side_a: '1',
    net_civilians: '2',
  });
  const { statusCode, body } = await api.app.inject('/release-diff.csv?from=ucdp:ged@22.1&to=none');
  expect([statusCode, body]).toEqual([400, expect.stringContaining('none')]);
});

test('changes by when they were recorded have their positions', async () => {
  const rows = await rowsOf('/changes.csv?clock=RECORDED&orderBy=EARLIEST_FIRST');
  const { data } = await api.ask('{ changes(clock: RECORDED, first: 1) { totalCount } }');
  expect(rows).toHaveLength(data.changes.totalCount);
  const positions = rows.map(({ position }) => position!);
  expect(positions).toEqual(positions.toSorted());
  const rest = await rowsOf(`/changes.csv?clock=RECORDED&changedSince=${positions.at(-3)}`);
  expect(rest).toHaveLength(2);
});
