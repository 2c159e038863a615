import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';
import { walkBackward, walkForward } from './walk.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await importReleases(api.store, '22.1', '23.1');
});
afterAll(() => api.close());

const TIMELINE = `
  query ($asOf: DateTime, $types: [TimelineEntryType!], $orderBy: ChronologicalOrder,
    $first: Int, $after: String, $last: Int, $before: String) {
    conflict(slug: "kyrgyzstan-tajikistan") {
      timeline(asOf: $asOf, types: $types, orderBy: $orderBy,
        first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes {
          __typename
          ... on Event { slug time(asOf: $asOf) { earliest } }
          ... on Claim { slug assertedAt { latest } }
          ... on AgreementMilestone { status at agreement { slug } }
        }
      }
    } }`;

interface Entry {
  __typename: string;
  slug: string;
  status: string;
  at: string;
  time: { earliest: string };
  assertedAt: { latest: string };
}
const momentOf = ({ at, time, assertedAt }: Entry) => at ?? time?.earliest ?? assertedAt.latest;

async function timeline(variables: Record<string, unknown>) {
  const { data, errors } = await api.ask(TIMELINE, variables);
  expect(errors).toEqual([]);
  return data.conflict.timeline as {
    totalCount: number;
    pageInfo: {
      hasNextPage: boolean;
      hasPreviousPage: boolean;
      startCursor: string;
      endCursor: string;
    };
    nodes: Entry[];
  };
}

describe.each(['EARLIEST_FIRST', 'LATEST_FIRST'])('a timeline, %s', (orderBy) => {
  test.each([null, '2022-09-16T12:00:00Z'])(
    'as of %s has each entry once, in time’s order, both ways',
    async (asOf) => {
      const askPage = (page: object) => timeline({ asOf, orderBy, ...page });
      const forward = await walkForward(20, askPage);
      expect(await walkBackward(17, askPage)).toEqual(forward);
      expect((await timeline({ asOf, orderBy })).totalCount).toBe(forward.length);
      expect(new Set(forward.map((entry) => JSON.stringify(entry))).size).toBe(forward.length);
      const times = forward.map(momentOf);
      const sorted = times.toSorted();
      expect(times).toEqual(orderBy === 'EARLIEST_FIRST' ? sorted : sorted.reverse());
    },
  );
});

test.each([
  ['before all of it', '2021-01-01T00:00:00Z'],
  ['in the hours of the ceasefire', '2022-09-16T12:00:00Z'],
  ['between two releases', '2022-07-01T00:00:00Z'],
  ['at the end', '2026-11-22T00:00:00Z'],
])('holds, %s, what the lists of its entries hold', async (_, asOf) => {
  const { data } = await api.ask(
    `query ($asOf: DateTime!) { conflict(slug: "kyrgyzstan-tajikistan") {
      events(asOf: $asOf, first: 100) { totalCount nodes { slug } }
      claims(asOf: $asOf, first: 1) { totalCount }
      agreements(first: 100) { nodes { milestones(asOf: $asOf) { status at } } }
    } }`,
    { asOf },
  );
  const { events, claims, agreements } = data.conflict;
  const milestones = agreements.nodes.flatMap(
    (agreement: { milestones: [] }) => agreement.milestones,
  );
  const all = await walkForward(100, (page) => timeline({ asOf, ...page }));
  const of = (name: string) => all.filter(({ __typename }) => __typename === name);
  expect(
    of('Event')
      .map(({ slug }) => slug)
      .sort(),
  ).toEqual(events.nodes.map(({ slug }: Entry) => slug).sort());
  expect([of('Event').length, of('Claim').length]).toEqual([events.totalCount, claims.totalCount]);
  expect(
    of('AgreementMilestone')
      .map(({ status, at }) => `${at} ${status}`)
      .sort(),
  ).toEqual(milestones.map(({ status, at }: Entry) => `${at} ${status}`).sort());
});

test('of one sort holds that sort alone', async () => {
  const { nodes, totalCount } = await timeline({
    types: ['AGREEMENT_MILESTONE'],
    asOf: '2022-09-16T23:59:59Z',
  });
  expect(nodes.map(({ at, status }) => `${at} ${status}`)).toMatchInlineSnapshot(`
    [
      "2022-09-16T10:00:00.000Z ANNOUNCED",
      "2022-09-16T21:59:59.999Z AGREED",
      "2022-09-16T21:59:59.999Z IN_FORCE",
      "2022-09-16T21:59:59.999Z BREACH_ALLEGED",
    ]
  `);
  expect(totalCount).toBe(nodes.length);
});

describe('the moments of a conflict', () => {
  const MOMENTS = `
    query ($orderBy: ChronologicalOrder, $first: Int, $after: String, $last: Int, $before: String) {
      conflict(slug: "kyrgyzstan-tajikistan") {
        moments(orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
          totalCount
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          nodes { at asserted withdrawn }
        }
        claims { totalCount }
      } }`;
  const ask = async (page: object) => (await api.ask(MOMENTS, { ...page })).data.conflict;
  interface Moment {
    at: string;
    asserted: number;
  }

  test.each(['EARLIEST_FIRST', 'LATEST_FIRST'])('are each listed once, %s', async (orderBy) => {
    const askPage = async (page: object) => (await ask({ orderBy, ...page })).moments;
    const forward = await walkForward<Moment>(7, askPage);
    expect(await walkBackward<Moment>(7, askPage)).toEqual(forward);
    const { moments, claims } = await ask({ orderBy });
    expect(moments.totalCount).toBe(forward.length);
    const times = forward.map(({ at }) => at);
    const sorted = [...new Set(times)].sort();
    expect(times).toEqual(orderBy === 'EARLIEST_FIRST' ? sorted : sorted.reverse());
    expect(forward.reduce((sum, { asserted }) => sum + asserted, 0)).toBe(claims.totalCount);
  });

  test('are those at which claims were made, and the hour of the ceasefire', async () => {
    const times = (await walkForward<Moment>(100, async (page) => (await ask(page)).moments)).map(
      ({ at }) => at,
    );
    const entries = await walkForward(100, (page) =>
      timeline({ types: ['CLAIM', 'AGREEMENT_MILESTONE'], ...page }),
    );
    expect([...new Set(entries.map(momentOf))].sort()).toEqual(times);
    expect(times).toContain('2022-09-16T10:00:00.000Z');
  });
});

test.each(['timeline', 'moments'])(
  '%s refuses a cursor that it did not give out',
  async (field) => {
    const { errors } = await api.ask(
      `{ conflict(slug: "kyrgyzstan-tajikistan") { ${field}(after: "nonsense") { totalCount } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

test('lists of several conflicts cost the statements of one', async () => {
  const fields = `timeline(first: 3) { nodes { __typename } }
    moments(first: 3) { nodes { at } }`;
  const costOf = async (query: string) => {
    api.statements();
    const { errors } = await api.ask(query);
    expect(errors).toEqual([]);
    return api.statements().length;
  };
  expect(await costOf(`{ conflicts(first: 100) { nodes { ${fields} } } }`)).toBe(
    await costOf(`{ conflict(slug: "kyrgyzstan-tajikistan") { ${fields} } }`),
  );
});
