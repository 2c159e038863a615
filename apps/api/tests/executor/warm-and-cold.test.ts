import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

const PAGE = `query Page($first: Int, $after: String, $countries: [CountryCode!]) {
  events(first: $first, after: $after, filter: { countries: $countries }) {
    nodes { slug name kind claims(first: 3) { nodes { summary claimant { name } } } }
    pageInfo { hasNextPage endCursor }
  } }`;
const BY_YEAR = `query ByYear($countries: [CountryCode!]) {
  eventStatistics(by: [YEAR, COUNTRY], filter: { countries: $countries }) {
    year country { name } events deaths { low best high }
  } }`;
/** Answered by resolvers however often it is asked. */
const FIGURES = `query Figures($begun: EventFilter) {
  conflict(slug: "kyrgyzstan-tajikistan") {
    figures(metric: DEATHS) { low }
    events(filter: $begun, first: 1) { totalCount }
  } }`;
const EITHER =
  'query Now { search(query: "batken", first: 3) { nodes { matchedText } } } subscription Then { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary } }';
const TWO =
  'query A { reports(first: 1) { totalCount } } query B { claims(first: 1) { totalCount } }';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const ACCEPTED = ['*/*', 'application/json', 'application/graphql-response+json'];

async function sent(body: unknown, headers: Record<string, string> = {}, to = api) {
  const {
    statusCode,
    headers: given,
    rawPayload,
  } = await to.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', 'x-request-id': 'one', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
  // In their order; the date may be a second later.
  const named = Object.entries(given).filter(([name]) => name !== 'date');
  return { statusCode, headers: named, body: rawPayload.toString('latin1') };
}

const ask = (variables: unknown, more: object = {}) => ({ query: PAGE, variables, ...more });

/** The same question in a document of its own, which nobody has asked. */
function unasked(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || !('query' in body)) return body;
  return { ...body, query: `${String(body.query)}\n# ${name}` };
}

/** Interpreted twice, then by what was made for the document. */
const TIMES = 4;

describe('an operation is answered to the byte and header alike however often it is asked', () => {
  test.each<[string, unknown, Record<string, string>?]>([
    ['a page', ask({ first: 5 })],
    ['no variables', { query: PAGE }],
    ['null for variables', ask(null, { operationName: null })],
    ['the name of the operation', ask({ first: 1 }, { operationName: 'Page' })],
    ['one operation of two', { query: TWO, operationName: 'A' }],
    ['the other of the two', { query: TWO, operationName: 'B' }],
    ['no operation of two', { query: TWO }],
    ['an operation that is not there', ask({ first: 1 }, { operationName: 'Other' })],
    ['an empty name', ask({ first: 1 }, { operationName: '' })],
    ['a country', ask({ first: 3, countries: ['KG'] })],
    ['a country in place of a list', ask({ first: 3, countries: 'TJ' })],
    ['a country that is none', ask({ countries: ['nowhere'] })],
    ['a page of none', ask({ first: 0 })],
    ['a page of text', ask({ first: 'two' })],
    ['a cursor that is none', ask({ after: 'none' })],
    ['variables nobody declared', ask({ first: 2, second: 3 })],
    ['variables in a list', ask([])],
    ['variables in words', ask('{}')],
    ['a list of one', [ask({ first: 2 })]],
    ['more than it takes', ask({ first: 2 }, { extra: 1 })],
    [
      'a day, where resolvers answer',
      { query: FIGURES, variables: { begun: { during: { to: '2022-09-16' } } } },
    ],
    [
      'a day that the document gives, where resolvers answer',
      {
        query: FIGURES.replace(
          'EventFilter',
          'EventFilter = { kinds: [STATEMENT], during: { to: "2022-09-16" } }',
        ),
      },
    ],
    ['extensions', ask({ first: 2 }, { extensions: { cost: true } })],
    ['a body that breaks off', JSON.stringify(ask({})).slice(0, -1)],
    ['a body that is null', 'null'],
    ['an empty body', ''],
    ['sums, which resolvers answer', { query: BY_YEAR }],
    ['sums of a country', { query: BY_YEAR, variables: { countries: ['KG'] } }],
    ['sums of what is none', { query: BY_YEAR, variables: { countries: ['nowhere'] } }],
    ['a query beside a subscription', { query: EITHER, operationName: 'Now' }],
    ['a document of the schema alone', { query: '{ __typename }' }],
    [
      'what is below a list and refused',
      { query: '{ events(first: 2) { nodes { slug claims(first: 0) { nodes { slug } } } } }' },
    ],
    [
      'two fields of which one is refused',
      { query: '{ events(first: 1) { totalCount } claims(first: 0) { totalCount } }' },
    ],
    ['a field that is not there', { query: '{ events { nothing } }' }],
    ['a document that breaks off', { query: '{ events {' }],
    ['a compressed answer', ask({ first: 50 }), { 'accept-encoding': 'gzip' }],
    ...[...ACCEPTED, 'text/event-stream', 'text/html', 'application/json, */*;q=0.1'].map(
      (accept): [string, unknown, Record<string, string>] => [
        `Accept: ${accept}`,
        ask({ first: 2 }),
        { accept },
      ],
    ),
    ['GraphQL’s own type', ask({ first: 2 }), { 'content-type': 'application/graphql+json' }],
    ['a charset', ask({ first: 2 }), { 'content-type': 'application/json; charset=utf-8' }],
    ['another site', ask({ first: 2 }), { origin: 'https://example.org' }],
  ])('%s', async (name, body, headers) => {
    const question = unasked(body, name);
    const answers: Awaited<ReturnType<typeof sent>>[] = [];
    for (let time = 0; time < TIMES; time += 1) answers.push(await sent(question, headers));
    expect(answers).toEqual(answers.map(() => answers[0]));
  });

  test('with the cost, for who asks for it', async () => {
    const question = unasked(ask({ first: 2 }, { extensions: { cost: true } }), 'cost');
    const costs: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      costs.push(JSON.parse((await sent(question)).body).extensions.cost.cost);
    }
    expect(costs[0]).toBeGreaterThan(0);
    expect(costs).toEqual(costs.map(() => costs[0]));
  });

  test('metrics know each by its name', async () => {
    const counted = async () =>
      /operation="Page",kind="query",outcome="OK"} (\d+)/.exec(
        (await api.app.inject('/metrics')).body,
      )?.[1];
    const question = unasked(ask({ first: 2 }), 'counted');
    await sent(question);
    const before = Number(await counted());
    for (let time = 1; time < TIMES; time += 1) await sent(question);
    expect(Number(await counted())).toBe(before + TIMES - 1);
  });
});

test('what costs too much is refused, also in a document that was asked before', async () => {
  const frugal = await startApi({ CASUS_MAX_COST: '100' });
  const costly = ask({ first: 100 });
  const first = await sent(costly, {}, frugal);
  for (let time = 0; time < TIMES; time += 1) await frugal.ask(PAGE, { first: 1 });
  const refused = await sent(costly, {}, frugal);
  await frugal.close();
  expect(refused.statusCode).toBe(200);
  expect(refused.body).toContain('COST_LIMIT_EXCEEDED');
  expect(refused).toEqual(first);
});

test('what takes too long is given up, interpreted or as one statement, in the same words', async () => {
  const hasty = await startApi({ CASUS_TIMEOUT_MS: '500' });
  for (let time = 0; time < TIMES; time += 1) await hasty.ask(PAGE, { first: 1 });
  const { promise: free, resolve: release } = Promise.withResolvers<undefined>();
  // The embedded engine reads for nobody else while one writes.
  const writing = hasty.store.db.transaction(async () => free);
  const late = await sent(ask({ first: 1 }), {}, hasty);
  const interpreted = await sent(unasked(ask({ first: 1 }), 'interpreted'), {}, hasty);
  release(undefined);
  await writing;
  await hasty.close();
  expect(late.statusCode).toBe(503);
  expect(late).toEqual(interpreted);
});
