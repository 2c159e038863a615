import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { walkForward } from './walk.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const FIGURES = `query ($filter: FigureFilter, $asOf: DateTime, $orderBy: FigureOrder = LATEST_FIRST, $first: Int, $after: String) {
  figures(filter: $filter, asOf: $asOf, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes {
      figureId metric low high contested difference period { edtf }
      about { __typename ... on Event { slug } ... on Conflict { slug } }
      highest { slug claimant { slug } } lowest { slug } current { slug } claims { slug }
    }
  }
}`;

/** Asked so often that it is answered by the resolvers and then from the rows of one statement: alike. */
async function ask(variables: Record<string, unknown> = {}) {
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await api.ask(FIGURES, variables));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]!.errors).toEqual([]);
  return answers[0]!.data.figures;
}

interface Node {
  figureId: string;
  period: { edtf: string } | null;
  contested: boolean;
  difference: number | null;
  current: { slug: string }[];
  highest: { slug: string } | null;
}

test('figures of the whole record are those of its entities, and each is listed once', async () => {
  const nodes = await walkForward<Node>(7, (page) => ask(page));
  expect(nodes).toHaveLength((await ask()).totalCount);
  const stands = nodes.map(({ current }) => current.map(({ slug }) => slug).join());
  expect(new Set(stands).size).toBe(nodes.length);
  const { data } = await api.ask(
    '{ conflict(slug: "kyrgyzstan-tajikistan") { figures { current { slug } } } }',
  );
  const ofConflict = (data.conflict.figures as Node[])
    .map(({ current }) => current.map(({ slug }) => slug).join())
    .filter(Boolean);
  expect(stands).toEqual(expect.arrayContaining(ofConflict));
});

test('what is contested has two claims that do not meet, the furthest apart first', async () => {
  const { nodes } = await ask({ filter: { contested: true }, orderBy: 'FURTHEST_APART' });
  expect(nodes.length).toBeGreaterThan(0);
  for (const { contested, current, difference, highest } of nodes as Node[]) {
    expect(contested).toBe(true);
    expect(current.length).toBeGreaterThan(1);
    expect(difference).toBeGreaterThan(0);
    expect(current.map(({ slug }) => slug)).toContain(highest!.slug);
  }
  const then = await ask({ filter: { contested: true }, asOf: '2022-09-17T00:00:00Z' });
  expect(then.totalCount).toBeLessThan(nodes.length);
});

test('is answered from one statement', async () => {
  await ask({ first: 3 });
  api.statements();
  await api.ask(FIGURES, { first: 3 });
  expect(api.statements()).toHaveLength(1);
});

test.each([
  ['{ figures(filter: { minClaimants: 0 }) { totalCount } }', 'minClaimants'],
  ['{ figures(filter: { claimants: ["nobody"] }) { totalCount } }', 'there is no actor "nobody"'],
  ['{ figures(after: "x") { nodes { low } } }', 'cursor'],
])('%s is refused', async (query, why) => {
  for (let time = 0; time < 4; time += 1) {
    expect((await api.ask(query)).errors).toMatchObject([
      { message: expect.stringContaining(why), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
});

test('claimants are compared by what all of them count', async () => {
  const claimants = ['government-of-kyrgyzstan', 'kyrgyz-health-ministry'];
  const query = `query ($claimants: [ID!]!) { compareClaimants(claimants: $claimants) {
    claimant { id slug } compared highest lowest same } }`;
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await api.ask(query, { claimants }));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  const rows = answers[0]!.data.compareClaimants as (Record<string, number> & {
    claimant: { id: string; slug: string };
  })[];
  expect(rows.map(({ claimant }) => claimant.slug).toSorted()).toEqual(claimants);
  const both = (await ask({ filter: { claimants } })).nodes as Node[];
  for (const { compared, highest, lowest, same } of rows) {
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(both.length);
    expect(highest! + lowest! + same!).toBe(compared);
  }
  const { errors } = await api.ask(query, { claimants: claimants.slice(1) });
  expect(errors).toMatchObject([
    { message: expect.stringContaining('Two to 5'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  // Asked again, it is answered by one statement: both ways refuse alike.
  const { id } = rows.find(({ claimant }) => claimant.slug === claimants[0])!.claimant;
  for (let time = 0; time < 4; time += 1) {
    const twice = await api.ask(query, { claimants: [id, 'government-of-kyrgyzstan'] });
    expect(twice.errors).toMatchObject([
      {
        message: expect.stringContaining('2 names of one actor (ucdp:actor:132)'),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  }
});

test('figures of a year are those that count what lies in it', async () => {
  const during = { from: '2022-01-01', to: '2022-12-31' };
  const { nodes } = await ask({ filter: { conflicts: ['kyrgyzstan-tajikistan'], during } });
  const all = (await ask({ filter: { conflicts: ['kyrgyzstan-tajikistan'] } })).nodes;
  const periods = new Set(all.map((each: Node) => each.period?.edtf.slice(0, 4)));
  expect([...periods]).toEqual(expect.arrayContaining(['2021', '2022']));
  expect(nodes.length).toBeGreaterThan(0);
  expect(nodes.length).toBeLessThan(all.length);
  for (const { period } of nodes as Node[]) {
    if (period) expect(period.edtf).toMatch(/^2022/);
  }
  const ids = all.map(({ figureId }: Node) => figureId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('what is counted in a country is about it, or bounded to it or to a place in it', async () => {
  const { data } = await api.ask(`{
    figures(first: 100) {
      totalCount
      nodes { figureId place { slug country { slug } } about { ... on Place { slug country { slug } } } }
    }
  }`);
  interface Located {
    figureId: string;
    place: Somewhere | null;
    about: Somewhere | Record<string, never>;
  }
  interface Somewhere {
    slug: string;
    country: { slug: string } | null;
  }
  const all = data.figures.nodes as Located[];
  expect(all).toHaveLength(data.figures.totalCount);
  const isThere = ({ place, about }: Located) =>
    [place, about].some(
      (where) => where?.slug === 'kyrgyzstan' || where?.country?.slug === 'kyrgyzstan',
    );
  const expected = all.filter(isThere).map(({ figureId }) => figureId);
  expect(expected.length).toBeGreaterThan(0);
  expect(expected.length).toBeLessThan(all.length);
  const { nodes } = await ask({ filter: { countedIn: ['kyrgyzstan'] }, first: 100 });
  expect((nodes as Node[]).map(({ figureId }) => figureId).toSorted()).toEqual(expected.toSorted());
});
