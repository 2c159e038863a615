import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1', '23.1');
});
afterAll(() => api.close());

const ASK = `query ($from: ID!, $to: ID!, $toIssue: Int, $first: Int = 20, $after: String, $kinds: [ReleaseDiffKind!]) {
  releaseDiff(from: $from, to: $to, toIssue: $toIssue, first: $first, after: $after, kinds: $kinds, by: [CONFLICT]) {
    totalCount pageInfo { hasNextPage endCursor }
    from { release { version } issue { number } } to { release { version } }
    days { from to } daysOfFrom { from } daysOfTo { from to }
    totals { kind events deaths { low best high } }
    groups { by conflict { slug } actor { slug } events deaths { best } }
    nodes { event { slug } kinds deaths { best }
      before { release { version } deaths { best } time { edtf } participants { role } }
      probablySame { event { slug } reasons }
      after { release { version } deaths { best } location { latitude } } } } }`;
const ENDS = { from: 'ucdp:ged@22.1', to: 'ucdp:ged@23.1' };

test('two releases differ event by event, with what each said and the net deaths', async () => {
  const { data, errors } = await api.ask(ASK, ENDS);
  expect(errors).toEqual([]);
  const { nodes, totals, groups, ...rest } = data.releaseDiff;
  expect(rest).toMatchObject({
    totalCount: 3,
    from: { release: { version: '22.1' }, issue: { number: 1 } },
    to: { release: { version: '23.1' } },
    days: [{ from: '1989-01-01', to: '2021-12-31' }],
    daysOfFrom: [],
    daysOfTo: [{ from: '2022-01-01', to: '2022-12-31' }],
  });
  const said = (version: string, best: number) => ({ release: { version }, deaths: { best } });
  expect(nodes).toMatchObject([
    {
      event: { slug: 'ucdp:ged:4' },
      kinds: ['ADDED'],
      deaths: { best: 2 },
      probablySame: [],
      before: null,
      after: said('23.1', 2),
    },
    {
      event: { slug: 'ucdp:ged:1' },
      kinds: ['FIGURES_REVISED'],
      deaths: { best: 2 },
      before: said('22.1', 3),
      after: said('23.1', 5),
    },
    {
      event: { slug: 'kgz-tjk-2021-04-kok-tash' },
      kinds: ['FIGURES_REVISED'],
      deaths: { best: 1 },
      before: said('22.1', 40),
      after: said('23.1', 41),
    },
  ]);
  expect(totals).toEqual([
    { kind: null, events: 3, deaths: { low: 5, best: 5, high: 5 } },
    { kind: 'ADDED', events: 1, deaths: { low: 2, best: 2, high: 2 } },
    { kind: 'FIGURES_REVISED', events: 2, deaths: { low: 3, best: 3, high: 3 } },
  ]);
  expect(groups).toEqual([
    {
      by: 'CONFLICT',
      conflict: { slug: 'kyrgyzstan-tajikistan' },
      actor: null,
      events: 3,
      deaths: { best: 5 },
    },
  ]);
});

test.each([
  { first: 2 },
  { first: 2, after: 'the first page' },
  { kinds: ['FIGURES_REVISED', 'DROPPED'] },
  { from: ENDS.to, to: ENDS.from },
])('asked again with %o, two statements answer it as its resolvers do', async (given) => {
  const first = await api.ask(ASK, { ...ENDS, first: 2 });
  const after = first.data.releaseDiff.pageInfo.endCursor;
  const values = { ...ENDS, ...given, ...('after' in given && { after }) };
  // Written otherwise, so that it has not been asked before.
  const query = `${ASK} # ${JSON.stringify(given)}`;
  const resolved = await api.ask(query, values);
  expect(resolved.errors).toEqual([]);
  await api.ask(query, values);
  api.statements();
  expect((await api.ask(query, values)).data).toEqual(resolved.data);
  expect(api.statements()).toHaveLength(2);
});

test('the net deaths are split as the estimates are', async () => {
  const { data, errors } = await api.ask(
    `query ($from: ID!, $to: ID!) { releaseDiff(from: $from, to: $to, by: [COUNTRY]) {
      totals { kind eventsWithoutSplit deaths { ...Split } }
      groups { eventsWithoutSplit deaths { ...Split } }
      nodes { event { slug } deaths { ...Split } } } }
    fragment Split on NetDeaths { best sideA sideB civilians unknown }`,
    ENDS,
  );
  expect(errors).toEqual([]);
  const none = { sideA: 0, sideB: 0, civilians: 0, unknown: 0 };
  const added = { ...none, sideA: 1, civilians: 2 };
  const { totals, groups, nodes } = data.releaseDiff;
  expect(totals).toEqual([
    { kind: null, eventsWithoutSplit: 0, deaths: { best: 5, ...added } },
    { kind: 'ADDED', eventsWithoutSplit: 0, deaths: { best: 2, ...added } },
    { kind: 'FIGURES_REVISED', eventsWithoutSplit: 0, deaths: { best: 3, ...none } },
  ]);
  expect(groups).toEqual([{ eventsWithoutSplit: 0, deaths: { best: 5, ...added } }]);
  expect(nodes[0]).toEqual({ event: { slug: 'ucdp:ged:4' }, deaths: { best: 2, ...added } });
});

test('goes page by page, and by kind', async () => {
  const { data } = await api.ask(ASK, { ...ENDS, first: 2 });
  const { endCursor } = data.releaseDiff.pageInfo;
  const next = await api.ask(ASK, { ...ENDS, first: 2, after: endCursor });
  expect(next.data.releaseDiff.nodes).toMatchObject([
    { event: { slug: 'kgz-tjk-2021-04-kok-tash' } },
  ]);
  const added = await api.ask(ASK, { ...ENDS, kinds: ['ADDED'] });
  expect(added.data.releaseDiff).toMatchObject({ totalCount: 1, totals: [{ events: 1 }, {}] });
});

test.each([
  [{ ...ENDS, from: 'ucdp:ged@21.01.21.12' }, 'was not imported here'],
  [{ ...ENDS, to: 'ucdp:ged@99.1' }, 'ucdp:ged@99.1'],
  [{ ...ENDS, toIssue: 2 }, 'ucdp:ged@23.1 has no issue 2. Ask for 1.'],
])('%o is told to be a mistake', async (variables, message) => {
  const { status, errors } = await api.ask(ASK, variables);
  expect(status).toBeLessThan(500);
  expect(errors[0]!.message).toContain(message);
  expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('what is probably one event is offered as it was when both releases had come out', async () => {
  await importReleases(api.store, '24.1', '25.1');
  const both = [
    ['ucdp:ged:30', 'ADDED', 'ucdp:ged:3'],
    ['ucdp:ged:3', 'DROPPED', 'ucdp:ged:30'],
  ];
  const pairs = async (from: string, to: string) => {
    const { data, errors } = await api.ask(ASK, { from, to });
    expect(errors).toEqual([]);
    type Node = (typeof data.releaseDiff.nodes)[number];
    return data.releaseDiff.nodes.map(({ event, kinds, probablySame }: Node) => [
      event.slug,
      ...kinds,
      ...probablySame.map((each: { event: { slug: string } }) => each.event.slug),
    ]);
  };
  // By resolvers, then in one statement.
  for (const _ of [1, 2, 3]) {
    expect(await pairs('ucdp:ged@23.1', 'ucdp:ged@24.1')).toEqual(both);
    expect(await pairs('ucdp:ged@23.1', 'ucdp:ged@25.1')).toEqual(
      both.map(([slug, kind]) => [slug, kind]),
    );
  }
  const { data } = await api.ask(
    `query ($then: DateTime) { event(slug: "ucdp:ged:3") {
      now: probablySame { event { slug } } then: probablySame(asOf: $then) { event { slug } } } }`,
    { then: '2024-07-01T00:00:00Z' },
  );
  expect(data.event).toEqual({ now: [], then: [{ event: { slug: 'ucdp:ged:30' } }] });
});
