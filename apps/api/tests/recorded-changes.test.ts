import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { importReleases } from './releases.ts';
import { walkBackward, walkForward } from './walk.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const position = async () => (await api.ask('{ position }')).data.position as string;
const execute = (statement: ReturnType<typeof sql>) => api.store.db.execute(statement);

const CHANGES = `
  query ($since: DateTime, $until: DateTime, $changedSince: Position, $conflict: ID, $datasets: [ID!],
    $kinds: [ChangeKind!], $types: [RecordedType!], $orderBy: ChronologicalOrder = EARLIEST_FIRST,
    $first: Int, $after: String, $last: Int, $before: String) {
    changes(clock: RECORDED, since: $since, until: $until, changedSince: $changedSince, conflict: $conflict,
      datasets: $datasets, kinds: $kinds, types: $types, orderBy: $orderBy,
      first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes {
        kind at position
        claim { slug } event { slug } previous { slug } before { best } after { best }
        dataset { slug } conflict { slug }
        subject { __typename ... on Event { slug } }
        removed { type formerKey formerId }
      }
    } }`;

/** Asked so often that it is answered by the resolvers and then from the rows of one statement: alike. */
async function ask(variables: Record<string, unknown>) {
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await api.ask(CHANGES, variables));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  const { data, errors } = answers[0]!;
  return { changes: data?.changes, errors };
}

describe('what an import records', () => {
  let before: string;
  let between: string;
  beforeAll(async () => {
    before = await position();
    await importReleases(api.store, '22.1');
    between = await position();
    await importReleases(api.store, '23.1');
  });

  test('is listed in the order of positions, additions and corrections alike', async () => {
    const { changes, errors } = await ask({ changedSince: between, first: 100 });
    expect(errors).toEqual([]);
    const positions = changes.nodes.map(({ position }: { position: string }) => position);
    expect(positions).toEqual(positions.toSorted());
    expect(positions[0] > between).toBe(true);
    expect(changes.totalCount).toBe(changes.nodes.length);
    const told = changes.nodes.map(
      ({ kind, claim, event }: Record<string, { slug: string }>) =>
        `${kind} ${(claim ?? event)!.slug}`,
    );
    expect(told.toSorted()).toMatchInlineSnapshot(`
      [
        "ADDED ucdp:ged:1/deaths@23.1",
        "ADDED ucdp:ged:2/deaths@23.1",
        "ADDED ucdp:ged:3/deaths@23.1",
        "ADDED ucdp:ged:396874/deaths@23.1",
        "ADDED ucdp:ged:4",
        "ADDED ucdp:ged:4/deaths@23.1",
        "CORRECTED kgz-tjk-2021-04-kok-tash",
        "CORRECTED ucdp:ged:1",
        "CORRECTED ucdp:ged:2",
        "CORRECTED ucdp:ged:3",
      ]
    `);
  });

  test('tells what a new claim says otherwise than the one that it supersedes', async () => {
    const { changes } = await ask({ changedSince: between, kinds: ['ADDED'], types: ['CLAIM'] });
    const one = changes.nodes.find(
      ({ claim }: { claim: { slug: string } }) => claim.slug === 'ucdp:ged:1/deaths@23.1',
    );
    expect(one).toMatchObject({
      kind: 'ADDED',
      event: null,
      previous: { slug: 'ucdp:ged:1/deaths@22.1' },
      before: { best: 3 },
      after: { best: 5 },
      dataset: { slug: 'ucdp:ged@23.1' },
      conflict: { slug: 'kyrgyzstan-tajikistan' },
      subject: { __typename: 'Event', slug: 'ucdp:ged:1' },
    });
  });

  test('is walked page by page, forward and backward, whichever is first', async () => {
    for (const orderBy of ['EARLIEST_FIRST', 'LATEST_FIRST']) {
      const all = (await ask({ changedSince: before, orderBy, first: 100 })).changes.nodes;
      const page = async (variables: object) =>
        (await ask({ changedSince: before, orderBy, ...variables })).changes;
      expect(await walkForward(7, page)).toEqual(all);
      expect(await walkBackward(7, page)).toEqual(all);
    }
  });

  test('is told by datasets and their series, by conflict and by moment', async () => {
    const total = async (variables: object) =>
      (await ask({ changedSince: before, first: 1, ...variables })).changes.totalCount;
    const all = await total({});
    // Another release of the series stands for all of it.
    expect(await total({ datasets: ['ucdp:ged@22.1'] })).toBe(all);
    expect(await total({ conflict: 'kyrgyzstan-tajikistan' })).toBe(all);
    expect(await total({ conflict: 'armenia-azerbaijan' })).toBe(0);
    expect((await total({ types: ['CLAIM'] })) + (await total({ types: ['EVENT'] }))).toBe(all);
    expect(await total({ since: '2000-01-01T00:00:00Z' })).toBe(all);
    expect(await total({ since: '2000-01-01T00:00:00Z', until: '2001-01-01T00:00:00Z' })).toBe(0);
    expect(
      (await api.ask('{ changes(clock: RECORDED, first: 1) { totalCount } }')).data.changes
        .totalCount,
    ).toBeGreaterThan(all);
  });

  test('is answered from one statement', async () => {
    await ask({ changedSince: between, first: 3 });
    api.statements();
    await api.ask(CHANGES, { changedSince: before, first: 3 });
    expect(api.statements()).toHaveLength(1);
  });
});

test('by SAID too, a dataset’s changes are told from the record’s', async () => {
  const SAID = `query ($datasets: [ID!]) {
    changes(since: "2020-01-01T00:00:00Z", datasets: $datasets, first: 100) { totalCount nodes { kind position dataset { slug } } }
  }`;
  const { data } = await api.ask(SAID, { datasets: ['ucdp:ged@22.1'] });
  const nodes = data.changes.nodes as { kind: string; position: null; dataset: { slug: string } }[];
  expect(nodes.map(({ dataset: { slug } }) => slug.split('@')[0])).toEqual(
    nodes.map(() => 'ucdp:ged'),
  );
  expect(nodes.every(({ kind, position }) => kind !== 'AGREEMENT_MOVED' && position === null)).toBe(
    true,
  );
  expect(data.changes.totalCount).toBeLessThan((await api.ask(SAID)).data.changes.totalCount);
});

describe('what happens to a claim and an event', () => {
  const latest = async (changedSince: string) => {
    const { changes } = await ask({ changedSince, first: 100 });
    return changes.nodes;
  };

  test('is told by its last change, and an event by itself', async () => {
    const since = await position();
    await execute(
      sql`update claims set withdrawn_at = '2026-01-01' where key = 'ucdp:ged:4/deaths@23.1'`,
    );
    await execute(sql`update events set name = 'Called otherwise' where key = 'ucdp:ged:4'`);
    const told = (await latest(since)).map((change: Record<string, unknown>) => [
      change['kind'],
      change['claim'],
      change['event'],
      change['before'],
      change['after'],
      change['subject'],
    ]);
    const event = { __typename: 'Event', slug: 'ucdp:ged:4' };
    expect(told).toEqual([
      ['WITHDRAWN', { slug: 'ucdp:ged:4/deaths@23.1' }, null, { best: 2 }, null, event],
      ['CORRECTED', null, { slug: 'ucdp:ged:4' }, null, null, event],
    ]);
    await execute(sql`update claims set withdrawn_at = null where key = 'ucdp:ged:4/deaths@23.1'`);
    const [first, second] = await latest(since);
    expect([first.kind, second.kind, second.after]).toEqual(['CORRECTED', 'RESTORED', { best: 2 }]);
  });

  test('is told of what is gone, too', async () => {
    const since = await position();
    await execute(sql`delete from claim_attributions where claim_key = 'ucdp:ged:3/deaths@22.1'`);
    await execute(sql`delete from claims where key = 'ucdp:ged:3/deaths@22.1'`);
    expect(await latest(since)).toMatchObject([
      {
        kind: 'REMOVED',
        claim: null,
        event: null,
        dataset: { slug: 'ucdp:ged@22.1' },
        conflict: { slug: 'kyrgyzstan-tajikistan' },
        subject: null,
        removed: {
          type: 'CLAIM',
          formerKey: 'ucdp:ged:3/deaths@22.1',
          formerId: Buffer.from('Claim:ucdp:ged:3/deaths@22.1').toString('base64url'),
        },
      },
    ]);
  });
});

test.each([
  ['{ changes { totalCount } }', 'Give since'],
  [
    '{ changes(since: "2020-01-01T00:00:00Z", types: [CLAIM]) { totalCount } }',
    'types tells nothing',
  ],
  ['{ changes(clock: RECORDED, kinds: [REVISED]) { totalCount } }', 'nothing is REVISED'],
  [
    '{ changes(since: "2020-01-01T00:00:00Z", kinds: [REMOVED]) { totalCount } }',
    'nothing is REMOVED',
  ],
  [
    '{ changes(clock: RECORDED, since: "2020-01-01T00:00:00Z", until: "2019-01-01T00:00:00Z") { totalCount } }',
    'before it begins',
  ],
  ['{ changes(clock: RECORDED, after: "x") { nodes { kind } } }', 'cursor'],
])('%s is refused', async (query, why) => {
  for (let time = 0; time < 4; time += 1) {
    const { errors } = await api.ask(query);
    expect(errors).toMatchObject([
      { message: expect.stringContaining(why), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

test('a position of elsewhere is refused', async () => {
  const { errors } = await ask({ changedSince: '00000000-000000000000-000000000000' });
  expect(errors).toMatchObject([{ extensions: { code: 'POSITION_REFUSED' } }]);
});
