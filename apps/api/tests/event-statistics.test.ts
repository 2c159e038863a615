import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('deaths by month and country, each row with what it stands on', async () => {
  const { data, errors } = await api.ask(`{
    eventStatistics(by: [MONTH, COUNTRY], filter: { violence: [STATE_BASED] }) {
      month country { name } events eventsWithoutFigure deaths { low best high }
      year week conflict { name } actor { name } violence kind
    }
  }`);
  expect(errors).toEqual([]);
  expect(
    data.eventStatistics.map(({ month, country, events, eventsWithoutFigure, deaths }: never) => [
      month,
      (country as { name: string } | null)?.name ?? null,
      events,
      eventsWithoutFigure,
      deaths,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "2021-04",
        "Kyrgyzstan",
        2,
        0,
        {
          "best": 39,
          "high": 39,
          "low": 39,
        },
      ],
      [
        "2021-04",
        "Tajikistan",
        5,
        0,
        {
          "best": 16,
          "high": 16,
          "low": 16,
        },
      ],
      [
        "2021-04",
        null,
        1,
        1,
        null,
      ],
      [
        "2021-07",
        "Kyrgyzstan",
        1,
        0,
        {
          "best": 1,
          "high": 1,
          "low": 1,
        },
      ],
      [
        "2022-09",
        "Kyrgyzstan",
        1,
        1,
        null,
      ],
      [
        "2022-09",
        null,
        1,
        1,
        null,
      ],
    ]
  `);
  const { year, week, conflict, actor, violence, kind } = data.eventStatistics[0];
  expect({ year, week, conflict, actor, violence, kind }).toEqual({
    year: null,
    week: null,
    conflict: null,
    actor: null,
    violence: null,
    kind: null,
  });
});

test.each([
  ['YEAR', 'year'],
  ['MONTH', 'month'],
  ['WEEK', 'week'],
  ['COUNTRY', 'country { slug }'],
  ['CONFLICT', 'conflict { slug }'],
  ['VIOLENCE', 'violence'],
  ['KIND', 'kind'],
  ['RELEASE', 'release { version }'],
  ['DATASET', 'dataset { slug }'],
  ['CLAIMANT', 'claimant { slug }'],
])('by %s the rows add up to all events', async (dimension, field) => {
  const { data, errors } = await api.ask(`{
    eventStatistics(by: [${dimension}]) { ${field} events eventsWithoutFigure deaths { best } }
    events { totalCount }
  }`);
  expect(errors).toEqual([]);
  const sum = (of: (row: never) => number) =>
    data.eventStatistics.map(of).reduce((a: number, b: number) => a + b, 0);
  expect(sum(({ events }) => events)).toBe(data.events.totalCount);
  expect(sum(({ eventsWithoutFigure }) => eventsWithoutFigure)).toBe(9);
  expect(sum(({ deaths }: { deaths: { best: number } | null }) => deaths?.best ?? 0)).toBe(56);
});

test.each([null, '2022-09-16T23:59:59Z'])(
  'by publisher an event counts once for each whom its estimate names, as of %s',
  async (asOf) => {
    const { data, errors } = await api.ask(
      `query ($asOf: DateTime) {
        eventStatistics(by: [PUBLISHER], asOf: $asOf, orderBy: MOST_EVENTS, first: 100) {
          publisher { slug } events eventsWithoutFigure deaths { best }
        }
        events(asOf: $asOf, first: 100) {
          nodes { deaths(asOf: $asOf) { best claim { attribution { role actor { slug } } } } }
        }
      }`,
      { asOf },
    );
    expect(errors).toEqual([]);
    interface Estimate {
      best: number;
      claim: { attribution: { role: string; actor: { slug: string } }[] };
    }
    const expected = new Map<string | null, { events: number; best: number }>();
    for (const { deaths } of data.events.nodes as { deaths: Estimate | null }[]) {
      const named = deaths?.claim.attribution.filter(({ role }) => role === 'PUBLISHER') ?? [];
      const slugs = new Set(named.map(({ actor }) => actor.slug));
      for (const slug of slugs.size > 0 ? slugs : [null]) {
        const sum = expected.get(slug) ?? { events: 0, best: 0 };
        expected.set(slug, { events: sum.events + 1, best: sum.best + (deaths?.best ?? 0) });
      }
    }
    const rows = data.eventStatistics as {
      publisher: { slug: string } | null;
      events: number;
      deaths: { best: number } | null;
    }[];
    const told = rows.map(({ publisher, events, deaths }) => [
      publisher?.slug ?? null,
      { events, best: deaths?.best ?? 0 },
    ]);
    expect(new Map(told as [string | null, { events: number; best: number }][])).toEqual(expected);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map(({ events }) => events)).toEqual(
      rows.map(({ events }) => events).toSorted((a, b) => b - a),
    );
  },
);

test('by actor an event counts for each who took part, and the actors come in one statement', async () => {
  api.statements();
  const { data, errors } = await api.ask(`{
    eventStatistics(by: [ACTOR], filter: { conflicts: ["kyrgyzstan-tajikistan"], estimated: true }) {
      actor { name } events deaths { best }
    }
  }`);
  expect(errors).toEqual([]);
  expect(data.eventStatistics).toEqual(
    ['Government of Tajikistan', 'Government of Kyrgyzstan'].map((name) => ({
      actor: { name },
      events: 8,
      deaths: { best: 56 },
    })),
  );
  // The first looks up whether there is such a conflict.
  expect(api.statements()).toHaveLength(3);
});

test('by population each death counts once, and the parts are those of the sums', async () => {
  const { data, errors } = await api.ask(`{
    eventStatistics(by: [POPULATION]) { population events populationDeaths deaths { best } }
    years: eventStatistics(by: [YEAR]) { eventsWithoutSplit deaths { sideA sideB civilians unknown } }
  }`);
  expect(errors).toEqual([]);
  expect(data.eventStatistics).toEqual([
    { population: 'SIDE_A', events: 3, populationDeaths: 12, deaths: null },
    { population: 'CIVILIANS', events: 6, populationDeaths: 38, deaths: null },
    { population: 'UNKNOWN', events: 1, populationDeaths: 6, deaths: null },
    { population: null, events: 9, populationDeaths: null, deaths: null },
  ]);
  expect(data.years[0]).toEqual({
    eventsWithoutSplit: 0,
    deaths: { sideA: 12, sideB: 0, civilians: 38, unknown: 6 },
  });
});

test('as of a moment they stand on what was known and estimated then', async () => {
  const { data, errors } = await api.ask(`{
    before: eventStatistics(by: [YEAR], asOf: "2021-12-31T00:00:00Z") { year }
    between: eventStatistics(by: [YEAR], asOf: "2022-06-01T00:00:00Z") { year events eventsWithoutFigure deaths { best } }
    now: eventStatistics(by: [YEAR]) { year events eventsWithoutFigure deaths { best } }
  }`);
  expect(errors).toEqual([]);
  const of2021 = { year: 2021, events: 9, eventsWithoutFigure: 1, deaths: { best: 56 } };
  expect(data).toEqual({
    before: [],
    between: [of2021],
    now: [of2021, { year: 2022, events: 8, eventsWithoutFigure: 8, deaths: null }],
  });
});

test.each([
  ['no dimension', '[]', 'Statistics are by one to three dimensions; 0 were given.'],
  [
    'four dimensions',
    '[YEAR, KIND, ACTOR, VIOLENCE]',
    'Statistics are by one to three dimensions; 4 were given.',
  ],
  ['one dimension twice', '[YEAR, YEAR]', 'Statistics by YEAR and YEAR again: give it once.'],
])('%s is told to be a mistake', async (_, by, message) => {
  const { status, errors } = await api.ask(`{ eventStatistics(by: ${by}) { events } }`);
  expect(status).toBe(200);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'by' } }]);
  expect(errors[0]!.message).toContain(message);
});

test('the latest are only of a period', async () => {
  const { errors } = await api.ask(
    '{ eventStatistics(by: [COUNTRY, DATASET], orderBy: LATEST_FIRST) { events } }',
  );
  expect(errors).toMatchObject([
    {
      message:
        'By COUNTRY and DATASET nothing is the latest. Ask for LATEST_FIRST by a period, such as YEAR, or for another order.',
      extensions: { code: 'BAD_USER_INPUT', argument: 'orderBy' },
    },
  ]);
});

test('more rows than asked for are refused, with what to ask instead', async () => {
  await api.store.db.execute(`
    insert into events (key, name, kind, earliest, latest, precision, edtf, source)
    select 'test:' || week, 'x', 'MEETING', day, day, 'DAY', 'x', 'test'
    from generate_series(0, 10000) as week,
      lateral (select timestamptz '1800-01-06Z' + week * interval '7 days' as day) as days`);
  const WEEKS = '{ eventStatistics(by: [WEEK]) { week } }';
  const { data, errors } = await api.ask(WEEKS);
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  expect(errors[0]!.message).toBe(
    'By WEEK there are more than 1000 rows. Ask for more rows with first, up to 10000, for fewer events with filter, such as a shorter during, or for a coarser dimension: YEAR for MONTH.',
  );
  const most = await api.ask(WEEKS.replace(')', ', first: 10000)'));
  expect(most.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'by' } }]);
  expect(most.errors[0]!.message).toMatch(/^By WEEK there are more than 10000 rows. Ask for fewer/);
  const fewer = await api.ask(
    '{ eventStatistics(by: [YEAR], filter: { kinds: [MEETING] }) { year } }',
  );
  expect(fewer.errors).toEqual([]);
  expect(fewer.data.eventStatistics[0]).toEqual({ year: 1800 });
});

test.each([0, -1, 10_001])('%i rows are told to be a mistake', async (first) => {
  const { errors } = await api.ask(`{ eventStatistics(by: [YEAR], first: ${first}) { year } }`);
  expect(errors).toMatchObject([
    {
      message: `Statistics have 1 to 10000 rows; ${first} were asked for. Ask for up to 10000.`,
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    },
  ]);
});

test('a region of the world stands for its countries, and costs what they do', async () => {
  const { data, errors } =
    await api.ask(`fragment Sums on EventStatistic { events deaths { low best high } }
    {
      regions: eventStatistics(by: [REGION]) { region ...Sums }
      asia: eventStatistics(by: [YEAR], filter: { regions: [ASIA] }) { ...Sums }
      countries: eventStatistics(by: [YEAR], filter: { countries: ["KG", "TJ", "UZ"] }) { ...Sums }
      one: eventStatistics(by: [COUNTRY], filter: { regions: [ASIA, EUROPE], countries: ["KG", "EG"] }) {
        country { countryCode }
      }
      none: eventStatistics(by: [COUNTRY], filter: { regions: [AFRICA], countries: ["KG"] }) { events }
    }`);
  expect(errors).toEqual([]);
  const regions = data.regions.map(({ region }: { region: string | null }) => region);
  expect(regions).toEqual(['ASIA', null]);
  expect(data.asia).toEqual(data.countries);
  expect(data.one).toEqual([{ country: { countryCode: 'KG' } }]);
  expect(data.none).toEqual([]);
  const [regional, national] = await Promise.all(
    ['regions: [ASIA]', 'countries: ["KG", "TJ"]'].map(async (filter) => {
      const query = `{ eventStatistics(by: [YEAR], filter: { ${filter} }) { events } }`;
      const { json } = await api.app.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query, extensions: { cost: true } },
      });
      return json().extensions.cost;
    }),
  );
  expect(regional).toEqual(national);
});
