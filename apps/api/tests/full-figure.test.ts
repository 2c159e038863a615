import { claims as sheet } from '@casus/ingest/claims/reader';
import { importRelease } from '@casus/ingest/import';
import { identifyRelease } from '@casus/ingest/release';
import { bytesOf } from '@casus/ingest/ucdp-ged/fixture';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { walkForward } from './walk.ts';

const EVENT = 'kgz-tjk-2022-09-fighting';
const CLAIMS = 300;

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  const lines = Array.from({ length: CLAIMS }, (_, index) => {
    const said = new Date(Date.UTC(2023, 0, 1) + index * 3_600_000).toISOString().slice(0, 16);
    return `${EVENT},missing,${index + 1},Observer ${index % 150},${said}Z,c${index}`;
  });
  const text = ['event,metric,best,claimant,said,id', ...lines, ''].join('\n');
  await importRelease(
    api.store.db,
    sheet,
    bytesOf(text),
    identifyRelease(sheet, ['observers.csv']),
  );
});
afterAll(() => api.close());

/** Asked so often that it is answered by the resolvers and then from the rows of one statement: alike. */
async function ask(query: string, variables: Record<string, unknown> = {}) {
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await api.ask(query, variables));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]!.errors).toEqual([]);
  return answers[0]!.data;
}

test('a figure tells how many claims and claimants it has, and gives those at either end', async () => {
  const { event } = await ask(`{ event(slug: "${EVENT}") { figures(metric: MISSING) {
    low high claimCount claimantCount
    first: claims(first: 2) { quantity { best } }
    last: claims(last: 2) { quantity { best } }
    lowest { quantity { best } } highest { quantity { best } }
    current(last: 3) { quantity { best } claimant { name } }
    mainClaims(first: 4) { quantity { best } }
  } } }`);
  const best = (...numbers: number[]) => numbers.map((number) => ({ quantity: { best: number } }));
  const [lowest] = best(151);
  const [highest] = best(300);
  expect(event.figures).toEqual([
    {
      low: 151,
      high: 300,
      claimCount: 300,
      claimantCount: 150,
      first: best(1, 2),
      last: best(299, 300),
      lowest,
      highest,
      current: [298, 299, 300].map((number) => ({
        quantity: { best: number },
        claimant: { name: `Observer ${(number - 1) % 150}` },
      })),
      mainClaims: best(151, 298, 299, 300),
    },
  ]);
});

test('all of its claims come in pages, from any of them', async () => {
  const { event } = await ask(
    `{ event(slug: "${EVENT}") { figures(metric: MISSING) { claims(last: 1) { slug } } } }`,
  );
  const [{ slug }] = event.figures[0].claims;
  const nodes = await walkForward<{ quantity: { best: number } }>(90, async (page) => {
    const { claims } = await ask(
      `query ($of: ID!, $first: Int, $after: String) {
        claims(filter: { sameFigureAs: $of }, orderBy: EARLIEST_FIRST, first: $first, after: $after) {
          totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          nodes { quantity { best } }
        }
      }`,
      { of: slug, ...page },
    );
    expect(claims.totalCount).toBe(300);
    return claims;
  });
  expect(nodes.map(({ quantity }) => quantity.best)).toEqual(
    Array.from({ length: CLAIMS }, (_, index) => index + 1),
  );
});

test('a claim leads to its figure, by any moment', async () => {
  const query = `query ($asOf: DateTime) { claims(filter: { events: ["${EVENT}"], metrics: [MISSING] }, first: 2) {
    nodes { quantity { best } figure(asOf: $asOf) { about { __typename ... on Event { slug } } metric high claimCount } } } }`;
  const about = { __typename: 'Event', slug: EVENT };
  const now = { about, metric: 'MISSING', high: 300, claimCount: 300 };
  const { claims } = await ask(query);
  expect(claims.nodes).toEqual([
    { quantity: { best: 300 }, figure: now },
    { quantity: { best: 299 }, figure: now },
  ]);
  const then = { about, metric: 'MISSING', high: 3, claimCount: 3 };
  const early = await ask(query, { asOf: '2023-01-01T02:00:00Z' });
  expect(early.claims.nodes.map(({ figure }: { figure: object }) => figure)).toEqual([then, then]);
  const none = await ask(query, { asOf: '2000-01-01T00:00:00Z' });
  expect(none.claims.nodes.map(({ figure }: { figure: object }) => figure)).toEqual([null, null]);
});

test('a claim that counts nothing has no figure', async () => {
  const { claims } = await ask(
    '{ claims(filter: { kinds: [CONTEXT, DENIAL, WARNING] }, first: 5) { nodes { figure { low } } } }',
  );
  expect(claims.nodes.length).toBeGreaterThan(0);
  for (const { figure } of claims.nodes) expect(figure).toBeNull();
});

test('it is answered from one statement', async () => {
  const query = `{ claims(filter: { events: ["${EVENT}"], metrics: [MISSING] }, first: 2) {
    nodes { slug figure { about { __typename } claims(first: 2) { slug claimant { name } } } } } }`;
  await ask(query);
  api.statements();
  await api.ask(query);
  expect(api.statements()).toHaveLength(1);
});

test.each([
  ['claims(first: 0)', '1 to 100'],
  ['claims(last: 101)', '1 to 100'],
  ['mainClaims(first: 0)', '1 to 100'],
  ['current(first: 1, last: 1)', 'first or last'],
])('%s is refused', async (field, why) => {
  for (let time = 0; time < 4; time += 1) {
    const { errors } = await api.ask(
      `{ event(slug: "${EVENT}") { figures { ${field} { slug } } } }`,
    );
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining(why),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});

test('a claim that there is none of is refused by name', async () => {
  const { errors } = await api.ask(
    '{ claims(filter: { sameFigureAs: "nobody-said-so" }) { totalCount } }',
  );
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('there is no claim "nobody-said-so"'),
      extensions: { code: 'BAD_USER_INPUT' },
    },
  ]);
});
