import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases, RECORDED } from './releases.ts';
import { walkBackward, walkForward } from './walk.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  // The later one first: the order of imports counts for nothing.
  await importReleases(api.store, '23.1', '22.1');
});
afterAll(() => api.close());

const CHANGES = `
  query ($since: DateTime!, $until: DateTime, $conflict: ID, $kinds: [ChangeKind!], $orderBy: ChronologicalOrder,
    $first: Int, $after: String, $last: Int, $before: String) {
    changes(since: $since, until: $until, conflict: $conflict, kinds: $kinds, orderBy: $orderBy,
      first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes {
        kind at
        claim { slug } previous { slug } before { best } after { best }
        milestone { status agreement { slug } }
        conflict { slug }
        subject { __typename ... on Event { slug } ... on Agreement { slug } }
      }
    } }`;

async function ask(variables: Record<string, unknown>) {
  const { data, errors } = await api.ask(CHANGES, variables);
  return { changes: data?.changes, errors };
}

interface Change {
  kind: string;
  subject: { slug: string };
  before: { best: number } | null;
  after: { best: number } | null;
}
const numbers = ({ nodes }: { nodes: Change[] }) =>
  nodes
    .map(({ kind, subject, before, after }) => [
      kind,
      subject.slug,
      before?.best ?? null,
      after?.best ?? null,
    ])
    .sort();

const RELEASED = '2023-06-15T23:59:59.999Z';

describe('a release over an earlier one', () => {
  const around = { since: '2023-06-15T00:00:00Z', until: '2023-06-16T00:00:00Z' };

  test('is listed by each event whose number moved, with both', async () => {
    const { changes, errors } = await ask(around);
    expect(errors).toEqual([]);
    expect(changes.totalCount).toBe(3);
    expect(numbers(changes)).toEqual([
      ['ASSERTED', 'ucdp:ged:4', null, 2],
      ['REVISED', 'kgz-tjk-2021-04-kok-tash', 40, 41],
      ['REVISED', 'ucdp:ged:1', 3, 5],
    ]);
    expect(changes.nodes.find(({ subject }: Change) => subject.slug === 'ucdp:ged:1')).toEqual({
      kind: 'REVISED',
      at: RELEASED,
      claim: { slug: 'ucdp:ged:1/deaths@23.1' },
      previous: { slug: 'ucdp:ged:1/deaths@22.1' },
      before: { best: 3 },
      after: { best: 5 },
      milestone: null,
      conflict: { slug: 'kyrgyzstan-tajikistan' },
      subject: { __typename: 'Event', slug: 'ucdp:ged:1' },
    });
  });

  test('and, where asked, by what it repeats', async () => {
    const { changes } = await ask({ ...around, kinds: ['RESTATED'] });
    expect(changes.totalCount).toBe(2);
    expect(numbers(changes)).toEqual([
      ['RESTATED', 'ucdp:ged:2', 7, 7],
      ['RESTATED', 'ucdp:ged:3', 1, 1],
    ]);
  });

  test('an earlier release revises what the record holds of the one before', async () => {
    const { changes } = await ask({
      since: '2022-06-15T00:00:00Z',
      until: '2022-06-16T00:00:00Z',
      kinds: ['REVISED'],
    });
    expect(changes.nodes).toMatchObject([
      {
        claim: { slug: `ucdp:ged:${RECORDED}/deaths@22.1` },
        before: { best: 38 },
        after: { best: 40 },
      },
    ]);
  });

  test('events show the numbers of each moment', async () => {
    const { data } = await api.ask(`{
      own: event(slug: "ucdp:ged:1") { ...numbers }
      recorded: event(slug: "ucdp:ged:${RECORDED}") { ...numbers }
    }
    fragment numbers on Event {
      first: deaths(asOf: "2022-03-01T00:00:00Z") { best }
      second: deaths(asOf: "2022-07-01T00:00:00Z") { best }
      now: deaths { best }
      figures(asOf: "2022-07-01T00:00:00Z") { low high claims { slug } }
    }`);
    expect(data).toMatchObject({
      own: { first: null, second: { best: 3 }, now: { best: 5 }, figures: [{ low: 3, high: 3 }] },
      recorded: {
        first: { best: 38 },
        second: { best: 40 },
        now: { best: 41 },
        figures: [{ low: 40, high: 40, claims: [{}, {}] }],
      },
    });
    const deadly = await api.ask(`{
      events(filter: { minDeaths: 41, conflicts: ["kyrgyzstan-tajikistan"] }) { nodes { slug } } }`);
    expect(deadly.data.events.nodes).toEqual([{ slug: 'kgz-tjk-2021-04-kok-tash' }]);
  });
});

describe('the day of the ceasefire', () => {
  const day = {
    since: '2022-09-16T00:00:00Z',
    until: '2022-09-16T23:59:59Z',
    conflict: 'kyrgyzstan-tajikistan',
  };

  test('moves the agreement, by whose word', async () => {
    const { changes, errors } = await ask({
      ...day,
      kinds: ['AGREEMENT_MOVED'],
      orderBy: 'EARLIEST_FIRST',
    });
    expect(errors).toEqual([]);
    const steps = changes.nodes.map(
      ({ at, milestone, claim }: Record<string, Record<string, unknown>>) => [
        at,
        milestone!['status'],
        claim?.['slug'] ?? null,
      ],
    );
    expect(steps).toMatchInlineSnapshot(`
      [
        [
          "2022-09-16T10:00:00.000Z",
          "ANNOUNCED",
          "kgz-tjk-ceasefire-agreed",
        ],
        [
          "2022-09-16T21:59:59.999Z",
          "AGREED",
          "kgz-tjk-ceasefire-confirmed",
        ],
        [
          "2022-09-16T21:59:59.999Z",
          "IN_FORCE",
          "kgz-tjk-ceasefire-hour",
        ],
        [
          "2022-09-16T21:59:59.999Z",
          "BREACH_ALLEGED",
          "kgz-tjk-villages-bombed-again",
        ],
      ]
    `);
    expect(changes.nodes[0].subject.__typename).toBe('Agreement');
  });

  test.each(['EARLIEST_FIRST', 'LATEST_FIRST'])(
    'pages %s, forward and backward, hold each change once',
    async (orderBy) => {
      const whole = await ask({ ...day, orderBy, first: 100 });
      const wanted = whole.changes.nodes;
      expect(wanted.length).toBe(whole.changes.totalCount);
      expect(wanted.length).toBeGreaterThan(20);
      const times = wanted.map(({ at }: { at: string }) => at);
      expect(times).toEqual(
        orderBy === 'EARLIEST_FIRST' ? times.toSorted() : times.toSorted().reverse(),
      );

      const askPage = async (page: object) => (await ask({ ...day, orderBy, ...page })).changes;
      expect(await walkForward(7, askPage)).toEqual(wanted);
      expect(await walkBackward(7, askPage)).toEqual(wanted);
    },
  );
});

test('two spans in one question are answered each by itself, by resolvers and by statements', async () => {
  const moved = (name: string, day: number) =>
    `${name}: changes(since: "2022-09-${day}T00:00:00Z", until: "2022-09-${day + 1}T00:00:00Z",
      kinds: [AGREEMENT_MOVED]) { nodes { at } }`;
  const [before, then] = [moved('before', 13), moved('then', 16)];
  const alone = await api.ask(`{ ${then} }`);
  expect(alone.data.then.nodes).not.toEqual([]);
  for (let asked = 0; asked < 4; asked++) {
    const { data, errors } = await api.ask(`{ ${before} ${then} }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ before: { nodes: [] }, then: alone.data.then });
  }
});

test('a claim that is taken back is listed when it was', async () => {
  const key = 'ucdp:ged:3/deaths@23.1';
  const withdrawnAt = '2024-02-02T00:00:00.000Z';
  const withdraw = (at: string) =>
    api.store.db.execute(`update claims set withdrawn_at = ${at} where key = '${key}'`);
  await withdraw(`'${withdrawnAt}'`);
  const { changes } = await ask({ since: '2024-01-01T00:00:00Z', until: '2024-03-01T00:00:00Z' });
  const claim = await api.ask(`{ claim(slug: "${key}") {
    withdrawnAt
    before: withdrawnAt(asOf: "2024-02-01T00:00:00Z")
    supersedes { slug }
    unsaid: supersedes(asOf: "2022-01-01T00:00:00Z") { slug }
  } }`);
  await withdraw('null');
  expect(changes.nodes).toMatchObject([
    { kind: 'WITHDRAWN', at: withdrawnAt, claim: { slug: key }, before: { best: 1 }, after: null },
  ]);
  expect(claim.data.claim).toEqual({
    withdrawnAt,
    before: null,
    supersedes: { slug: 'ucdp:ged:3/deaths@22.1' },
    unsaid: null,
  });
});

test.each([
  [{ since: '2022-09-16T00:00:00Z', until: '2022-09-16T00:00:00Z' }, 'ends'],
  [{ since: '2999-01-01T00:00:00Z' }, 'now'],
  [{ since: '2022-09-16T00:00:00Z', first: 101 }, '1 to 100'],
  [{ since: '2022-09-16T00:00:00Z', after: 'nonsense' }, 'cursor'],
])('%j is refused with what is wrong', async (variables, words) => {
  const { errors } = await ask(variables);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(errors[0]!.message).toContain(words);
});

test('a conflict that nobody knows is refused', async () => {
  const { errors } = await ask({ since: '2000-01-01T00:00:00Z', conflict: 'atlantis\0' });
  expect(errors).toMatchObject([{ extensions: { unknown: { type: 'Conflict' } } }]);
});
