import type { Plugin } from 'graphql-yoga';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

const called: string[] = [];
const note = (hook: string) => {
  called.push(hook);
};

/** A plugin that has every hook which Yoga and Envelop know for a request. */
const everyHook: Plugin = {
  onRequest: () => note('onRequest'),
  onRequestParse: () => {
    note('onRequestParse');
    return { onRequestParseDone: () => note('onRequestParseDone') };
  },
  onParams: () => note('onParams'),
  onEnveloped: () => note('onEnveloped'),
  onParse: () => {
    note('onParse');
    return () => note('onParseDone');
  },
  onValidate: () => {
    note('onValidate');
    return () => note('onValidateDone');
  },
  onContextBuilding: () => {
    note('onContextBuilding');
    return () => note('onContextBuilt');
  },
  onExecute: () => {
    note('onExecute');
    return { onExecuteDone: () => note('onExecuteDone') };
  },
  onSubscribe: () => {
    note('onSubscribe');
    return { onSubscribeResult: () => note('onSubscribeResult') };
  },
  onExecutionResult: () => note('onExecutionResult'),
  onResultProcess: () => note('onResultProcess'),
  onResponse: () => note('onResponse'),
};

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({ CASUS_MAX_BATCH: '2', CASUS_MAX_COST: '5000' }, { plugins: [everyHook] });
});
afterAll(() => api.close());
beforeEach(() => {
  called.length = 0;
});

const REQUESTED = ['onRequest', 'onRequestParse', 'onRequestParseDone'];
const PARSED = ['onParams', 'onEnveloped', 'onParse', 'onParseDone'];
const VALIDATED = ['onValidate', 'onValidateDone'];
const CONTEXT = ['onContextBuilding', 'onContextBuilt'];
const EXECUTED = [...CONTEXT, 'onExecute', 'onExecuteDone', 'onExecutionResult'];
const ANSWERED = ['onResultProcess', 'onResponse'];
const WHOLE = [...REQUESTED, ...PARSED, ...VALIDATED, ...EXECUTED, ...ANSWERED];

const post = (payload: unknown, headers: Record<string, string> = {}) =>
  api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const get = (query: string) => api.app.inject(`/graphql?query=${encodeURIComponent(query)}`);

const PERSISTED = { persistedQuery: { version: 1, sha256Hash: '0' } };

/** Interpreted twice, then by what was made for the document. */
const TIMES = 4;

test.each([
  ['one that the database answers', '{ conflicts(first: 1) { nodes { slug } } }'],
  ['one that resolvers answer', '{ eventMap(zoom: 2) { events } }'],
  ['one of the schema alone', '{ __typename }'],
  ['one with an error of a field', '{ conflicts(first: 0) { nodes { slug } } }'],
])('%s passes every plugin once, each time it is asked', async (_, query) => {
  for (const send of [() => post({ query }), () => get(query)]) {
    for (let time = 0; time < TIMES; time += 1) {
      called.length = 0;
      await send();
      expect(called).toEqual(WHOLE);
    }
  }
});

test.each([
  '/conflicts/kyrgyzstan-tajikistan.json',
  '/datasets.json',
  '/feed.atom',
  `/answer.json?query=${encodeURIComponent('{ conflicts(first: 1) { nodes { slug } } }')}`,
])('%s is an operation that passes them', async (address) => {
  for (let time = 0; time < TIMES; time += 1) {
    called.length = 0;
    expect((await api.app.inject(address)).statusCode).toBe(200);
    expect(called).toEqual(WHOLE);
  }
});

test('each of the two operations of a conflict’s feed passes them', async () => {
  for (let time = 0; time < TIMES; time += 1) {
    called.length = 0;
    const address = '/conflicts/kyrgyzstan-tajikistan/feed.atom';
    expect((await api.app.inject(address)).statusCode).toBe(200);
    expect(called).toEqual([...WHOLE, ...WHOLE]);
  }
});

test('each operation of a batch passes them', async () => {
  await post([{ query: '{ __typename }' }, { query: '{ a: __typename }' }]);
  const times = (hook: string) => called.filter((each) => each === hook).length;
  for (const hook of [...REQUESTED, ...ANSWERED]) expect([hook, times(hook)]).toEqual([hook, 1]);
  for (const hook of [...PARSED, ...VALIDATED, ...EXECUTED]) {
    expect([hook, times(hook)]).toEqual([hook, 2]);
  }
});

test('a subscription passes them', async () => {
  const query = 'subscription { claimRecorded(conflict: "none") { summary } }';
  await post({ query }, { accept: 'text/event-stream' });
  const subscribed = [...CONTEXT, 'onSubscribe', 'onSubscribeResult', 'onExecutionResult'];
  expect(called).toEqual([...REQUESTED, ...PARSED, ...VALIDATED, ...subscribed, ...ANSWERED]);
});

test.each([
  ['a hash alone', { extensions: PERSISTED }, [...REQUESTED, 'onParams', ...ANSWERED]],
  ['a hash with its document', { query: '{ __typename }', extensions: PERSISTED }, WHOLE],
  ['a body that is no JSON', '{', ['onRequest', 'onRequestParse', ...ANSWERED]],
  [
    'a document that is none',
    { query: '{' },
    [...REQUESTED, ...PARSED, 'onExecutionResult', ...ANSWERED],
  ],
  [
    'a field that is not there',
    { query: '{ nothing }' },
    [...REQUESTED, ...PARSED, ...VALIDATED, 'onExecutionResult', ...ANSWERED],
  ],
  [
    'one that costs too much',
    { query: '{ events(first: 100) { nodes { claims(first: 100) { nodes { slug } } } } }' },
    WHOLE,
  ],
])('%s passes those that it comes to', async (_, body, hooks) => {
  await post(body);
  expect(called).toEqual(hooks);
});
