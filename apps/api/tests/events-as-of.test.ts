import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const LISTS = `
  events(first: 100, asOf: $asOf) { totalCount nodes { slug } }
  place(slug: "kyrgyzstan") { events(first: 100, asOf: $asOf) { totalCount nodes { slug } } }
  conflict(slug: "kyrgyzstan-tajikistan") { events(first: 100, asOf: $asOf) { totalCount nodes { slug } } }
  event(slug: "record:kgz-tjk/2022-09-fighting") { parts(first: 100, asOf: $asOf) { totalCount nodes { slug } } }`;

interface List {
  totalCount: number;
  nodes: { slug: string }[];
}

async function listsAt(asOf: string | null): Promise<Record<string, List>> {
  const { data, errors } = await api.ask(`query ($asOf: DateTime) { ${LISTS} }`, { asOf });
  expect(errors).toEqual([]);
  return {
    all: data.events,
    place: data.place.events,
    conflict: data.conflict.events,
    whole: data.event.parts,
  };
}

test.each([
  ['before anybody said anything', '2020-01-01T00:00:00Z', [0, 0, 0, 0]],
  ['as UCDP has published its events of 2021', '2022-06-01T00:00:00Z', [9, 3, 9, 0]],
  ['on the evening of the ceasefire', '2022-09-16T23:59:59Z', [17, 5, 17, 6]],
  ['without a moment', null, [17, 5, 17, 6]],
])('%s each list holds what was known', async (_, asOf, totals) => {
  const lists = Object.values(await listsAt(asOf));
  expect(lists.map(({ totalCount }) => totalCount)).toEqual(totals);
  expect(lists.map(({ nodes }) => nodes.length)).toEqual(totals);
});

test('an alleged breach is known once somebody alleges it', async () => {
  const slug = 'kgz-tjk-2022-09-16-villages-bombed';
  const known = async (asOf: string) =>
    (await listsAt(asOf))['whole']!.nodes.some((event) => event.slug === slug);
  expect(await known('2022-09-16T09:00:00Z')).toBe(false);
  expect(await known('2022-09-16T23:59:59Z')).toBe(true);
});

test('deaths are filtered and ordered by what was estimated then', async () => {
  const { data } = await api.ask(`{
    before: events(asOf: "2021-12-01T00:00:00Z", filter: { minDeaths: 1 }) { totalCount }
    after: events(asOf: "2022-06-01T00:00:00Z", filter: { minDeaths: 5 }, orderBy: DEADLIEST_FIRST) {
      totalCount nodes { deaths(asOf: "2022-06-01T00:00:00Z") { best } }
    }
  }`);
  expect(data.before.totalCount).toBe(0);
  expect(data.after).toEqual({
    totalCount: 3,
    nodes: [{ deaths: { best: 38 } }, { deaths: { best: 8 } }, { deaths: { best: 5 } }],
  });
});

test('the filters hold together', async () => {
  const { data, errors } = await api.ask(`{
    events(filter: {
      text: "Kok-Tash", minDeaths: 38, maxDeaths: 38, estimated: true, located: true, flagged: false,
      locationPrecisions: [NEAR], timePrecisions: [DAYS], claimants: ["ucdp"], metrics: [DEATHS],
      conflicts: ["kyrgyzstan-tajikistan"], partOf: "record:kgz-tjk/2021-04-fighting"
    }) { nodes { name dyad { slug } } }
  }`);
  expect(errors).toEqual([]);
  expect(data.events.nodes).toEqual([
    { name: 'Fighting around Kok-Tash', dyad: { slug: 'kyrgyzstan-tajikistan' } },
  ]);
});
