import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('what claimants both count', () => {
  const COMPARED = `query ($claimants: [ID!]!, $filter: FigureFilter, $asOf: DateTime, $first: Int, $after: String) {
    compareClaimants(claimants: $claimants, filter: $filter, asOf: $asOf) { claimant { slug } compared highest same }
    comparedFigures(claimants: $claimants, filter: $filter, asOf: $asOf, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        difference ratio overlaps
        higher { id claimant { slug } } lower { id claimant { slug } }
        claims { id claimant { slug } quantity { low best high quantifier } }
        figure { figureId metric about { ... on Event { name(asOf: $asOf) } } current { id } highest { id } difference }
      }
    } }`;
  interface Quantity {
    low: number | null;
    best: number | null;
    high: number | null;
    quantifier: string | null;
  }
  interface Said {
    id: string;
    claimant: { slug: string };
    quantity: Quantity;
  }
  interface Compared {
    difference: number;
    ratio: number | null;
    overlaps: boolean;
    higher: Said | null;
    lower: Said | null;
    claims: Said[];
    figure: { figureId: string; current: { id: string }[] };
  }
  const claimants = ['government-of-kyrgyzstan', 'kyrgyz-health-ministry'];
  const numberOf = ({ quantity: { best, low, high } }: Said) => best ?? low ?? high!;
  const spanOf = ({ quantity }: Said): [number, number] => {
    const given = [quantity.low, quantity.best, quantity.high].filter((each) => each !== null);
    const [low, high] = [Math.min(...given), Math.max(...given)];
    return /AT_LEAST|MORE_THAN/.test(quantity.quantifier ?? '')
      ? [quantity.quantifier === 'MORE_THAN' ? low + 1 : low, Infinity]
      : [low, high];
  };

  test.each([null, '2022-09-20T00:00:00Z'])('as of %s', async (asOf) => {
    const { data, errors } = await api.ask(COMPARED, { claimants, asOf, first: 100 });
    expect(errors).toEqual([]);
    const { nodes, totalCount } = data.comparedFigures as { nodes: Compared[]; totalCount: number };
    expect(nodes).toHaveLength(totalCount);
    expect(totalCount).toBe(data.compareClaimants[0].compared);
    expect(totalCount).toBeGreaterThan(0);
    for (const { claims, higher, lower, difference, ratio, overlaps, figure } of nodes) {
      expect(claims.map(({ claimant }) => claimant.slug).toSorted()).toEqual(claimants);
      expect(figure.current.map(({ id }) => id)).toEqual(
        expect.arrayContaining(claims.map(({ id }) => id)),
      );
      const numbers = claims.map(numberOf);
      expect(difference).toBe(Math.max(...numbers) - Math.min(...numbers));
      expect(ratio).toBe(
        Math.min(...numbers) > 0 ? Math.max(...numbers) / Math.min(...numbers) : null,
      );
      expect([higher?.id, lower?.id]).toEqual(
        difference === 0 ? [undefined, undefined] : [claims[0]!.id, claims.at(-1)!.id],
      );
      if (
        claims.every(
          ({ quantity }) => quantity.quantifier !== 'ABOUT' && quantity.quantifier !== 'UP_TO',
        )
      ) {
        const spans = claims.map(spanOf);
        expect(overlaps).toBe(
          Math.max(...spans.map(([low]) => low)) <= Math.min(...spans.map(([, high]) => high)),
        );
      }
    }
    const differences = nodes.map(({ difference }) => difference);
    expect(differences).toEqual(differences.toSorted((one, other) => other - one));
    for (const { claimant, highest, same } of data.compareClaimants) {
      const counts = nodes.filter(({ higher }) => higher?.claimant.slug === claimant.slug);
      expect(highest).toBe(counts.length);
      expect(same).toBe(nodes.filter(({ difference }) => difference === 0).length);
    }
  });

  test('page by page, from one statement when asked again', async () => {
    const whole = await api.ask(COMPARED, { claimants, first: 100 });
    const seen: string[] = [];
    for (let after: string | null = null, goesOn = true; goesOn;) {
      const { data }: Awaited<ReturnType<typeof api.ask>> = await api.ask(COMPARED, {
        claimants,
        first: 2,
        after,
      });
      const { nodes, pageInfo } = data.comparedFigures;
      seen.push(...(nodes as Compared[]).map(({ figure }) => figure.figureId));
      after = pageInfo.endCursor;
      goesOn = pageInfo.hasNextPage;
    }
    const all = whole.data.comparedFigures.nodes as Compared[];
    expect(seen).toEqual(all.map(({ figure }) => figure.figureId));
    api.statements();
    await api.ask(COMPARED, { claimants, first: 2 });
    expect(api.statements()).toHaveLength(1);
  });

  test('one actor under two names is refused either way', async () => {
    for (let time = 0; time < 4; time += 1) {
      const { errors } = await api.ask(
        '{ comparedFigures(claimants: ["ucdp:actor:132", "government-of-kyrgyzstan"]) { totalCount } }',
      );
      expect(errors).toMatchObject([
        { message: expect.stringContaining('2 names of one actor (ucdp:actor:132)') },
      ]);
    }
  });
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
