import { createLoaders } from '@casus/store/reading/loaders';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { knownQuestions, type KnownQuestions } from '../../src/pipeline/known-questions.ts';
import { answerBudget } from '../../src/pipeline/limits/answer-budget.ts';
import { readyAnswers } from '../../src/pipeline/ready-answers.ts';
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
const EITHER =
  'query Now { search(query: "batken", first: 3) { nodes { matchedText } } } subscription Then { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary } }';
const TWO =
  'query A { reports(first: 1) { totalCount } } query B { claims(first: 1) { totalCount } }';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  for (let time = 0; time < 4; time += 1) {
    await api.ask(PAGE, { first: 2 });
    expect((await api.ask(BY_YEAR)).errors).toEqual([]);
    expect((await sent({ query: EITHER, operationName: 'Now' })).body).toContain('matchedText');
    for (const operationName of ['A', 'B']) await sent({ query: TWO, operationName });
    for (const accept of ACCEPTED) await sent({ query: PAGE, variables: { first: 2 } }, { accept });
  }
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

/** Who asks for the cost, even in words that mean no, is answered by Yoga. */
const byYoga = (body: unknown, headers: Record<string, string> = {}, to = api) =>
  sent(body, { ...headers, 'x-casus-cost': 'no' }, to);

const ask = (variables: unknown, more: object = {}) => ({ query: PAGE, variables, ...more });

describe('what is answered ahead of Yoga is to the byte and header what Yoga answers', () => {
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
    ['extensions', ask({ first: 2 }, { extensions: { cost: true } })],
    ['a body that breaks off', JSON.stringify(ask({})).slice(0, -1)],
    ['a body that is null', 'null'],
    ['an empty body', ''],
    ['sums, which resolvers answer', { query: BY_YEAR }],
    ['sums of a country', { query: BY_YEAR, variables: { countries: ['KG'] } }],
    ['sums of what is none', { query: BY_YEAR, variables: { countries: ['nowhere'] } }],
    ['a query beside a subscription', { query: EITHER, operationName: 'Now' }],
    ['a document nobody asked yet', { query: '{ reports { totalCount } }' }],
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
  ])('%s', async (_, body, headers) => {
    expect(await sent(body, headers)).toEqual(await byYoga(body, headers));
  });

  test('the cost, for who asks for it', async () => {
    const { body } = await sent(ask({ first: 2 }), { 'x-casus-cost': '1' });
    expect(JSON.parse(body).extensions.cost.cost).toBeGreaterThan(0);
  });

  test('metrics and log know it by its name', async () => {
    const counted = async () =>
      /operation="Page",kind="query",outcome="OK"} (\d+)/.exec(
        (await api.app.inject('/metrics')).body,
      )?.[1];
    const before = Number(await counted());
    await sent(ask({ first: 2 }));
    await byYoga(ask({ first: 2 }));
    expect(Number(await counted())).toBe(before + 2);
  });
});

test('what costs too much is refused, also in a document that is known', async () => {
  const frugal = await startApi({ CASUS_MAX_COST: '100' });
  for (let time = 0; time < 4; time += 1) await frugal.ask(PAGE, { first: 1 });
  const dear = ask({ first: 100 });
  const refused = await sent(dear, {}, frugal);
  expect(refused.statusCode).toBe(200);
  expect(refused.body).toContain('COST_LIMIT_EXCEEDED');
  expect(refused).toEqual(await byYoga(dear, {}, frugal));
  await frugal.close();
});

test('what takes too long is given up once, in the words of every other', async () => {
  const hasty = await startApi({ CASUS_TIMEOUT_MS: '500' });
  for (let time = 0; time < 4; time += 1) await hasty.ask(PAGE, { first: 1 });
  const { promise: letGo, resolve: release } = Promise.withResolvers<undefined>();
  // The embedded engine reads for nobody else while one writes.
  const writing = hasty.store.db.transaction(async () => letGo);
  const began = performance.now();
  const late = await sent(ask({ first: 1 }), {}, hasty);
  const took = performance.now() - began;
  const lateByYoga = await byYoga(ask({ first: 1 }), {}, hasty);
  release(undefined);
  await writing;
  await hasty.close();
  expect(late.statusCode).toBe(503);
  expect(late).toEqual(lateByYoga);
  expect(took).toBeLessThan(900);
});

describe('a document that is known', () => {
  let questions: KnownQuestions;
  beforeAll(() => {
    const { db } = api.store;
    const followClaims = () => {
      throw new Error('no subscription here');
    };
    questions = knownQuestions(
      ({ signal }) => ({
        db,
        loaders: createLoaders(db),
        signal,
        now: new Date().toISOString(),
        budget: answerBudget(readConfig({}).limits),
        followClaims,
      }),
      readyAnswers({ executed: () => {}, notPushedDown: () => {} }),
      readConfig({}).limits,
    );
    for (const document of [PAGE, BY_YEAR, EITHER]) questions.learn(parse(document));
  });
  const find = (body: unknown) => questions.find(JSON.stringify(body));

  test('is found by its text, and answered', async () => {
    const question = find(ask({ first: 1 }));
    expect(question?.name).toBe('Page');
    expect(await question?.answer(new AbortController())).toBe(
      (await sent(ask({ first: 1 }))).body,
    );
  });

  test('is found where the resolvers answer it', async () => {
    const body = { query: BY_YEAR, variables: { countries: ['KG'] } };
    expect(await find(body)?.answer(new AbortController())).toBe((await sent(body)).body);
  });

  test('is left to Yoga where it cannot be answered, or is no query', async () => {
    const wrong = { query: BY_YEAR.replace('[YEAR, COUNTRY]', '[YEAR, YEAR]') };
    questions.learn(parse(wrong.query));
    expect(await find(wrong)?.answer(new AbortController())).toBeNull();
    expect(find({ query: EITHER, operationName: 'Now' })).not.toBeNull();
    expect(find({ query: EITHER, operationName: 'Then' })).toBeNull();
  });

  test('is left to Yoga where anything else is asked with it', () => {
    expect(find({ query: `${PAGE} ` })).toBeNull();
    expect(find(ask({ first: 1 }, { extensions: {} }))).toBeNull();
    expect(find(ask({ first: 0.5 }))).toBeNull();
    expect(find([ask({ first: 1 })])).toBeNull();
  });

  test('is forgotten once many others have come', () => {
    for (let other = 0; other < 2; other += 1) {
      questions.learn(parse(`{ reports { totalCount } } #${String(other).padEnd(1_000_000)}`));
    }
    expect(find(ask({ first: 1 }))).toBeNull();
  });
});
