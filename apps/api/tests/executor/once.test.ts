import type { EventSource, PlacedEvent } from '@casus/schema/event-source';
import { currentPosition, type Position } from '@casus/store/history/position';
import {
  GraphQLError,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startApi, type RunningApi } from '../api.ts';

let runs = 0;
/** Where the record stands: answers to events are read from there on. */
let position: Position;

function fail(): never {
  runs += 1;
  throw new GraphQLError('It failed.', { extensions: { code: 'BAD_USER_INPUT' } });
}

const Outcome = new GraphQLObjectType({
  name: 'Outcome',
  fields: {
    name: { type: GraphQLString, resolve: () => 'half' },
    failing: { type: GraphQLInt, resolve: fail },
  },
});

const root = (name: string) =>
  new GraphQLObjectType({
    name,
    fields: {
      fail: { type: GraphQLInt, resolve: fail },
      failWhole: { type: new GraphQLNonNull(GraphQLInt), resolve: fail },
      half: { type: Outcome, resolve: () => ({}) },
      failFor: {
        type: GraphQLInt,
        args: { reason: { type: GraphQLString } },
        resolve: fail,
      },
    },
  });

/** All of the events come in one batch. */
function sourceOf(events: readonly number[]): EventSource<PlacedEvent> {
  const placed = events.map(() => ({ position }));
  const source: EventSource<PlacedEvent> = {
    start: position,
    [Symbol.asyncIterator]: () => source,
    next: async () => {
      const value = placed.shift();
      return value ? { done: false, value } : { done: true, value: undefined };
    },
    nextBatch: async () =>
      placed.length > 0
        ? { done: false, value: placed.splice(0) }
        : { done: true, value: undefined },
  };
  return source;
}

const schema = new GraphQLSchema({
  query: root('Query'),
  mutation: root('Mutation'),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      happened: {
        type: GraphQLInt,
        subscribe: () => sourceOf([1, 2]),
        resolve: fail,
      },
    },
  }),
});

let api: RunningApi;
beforeAll(async () => {
  api = await startApi({}, { schema });
  position = await currentPosition(api.store.db);
});
afterAll(() => api.close());
afterEach(() => {
  runs = 0;
});

/** Interpreted twice, then by functions that were compiled from it. */
const TIMES = 5;

test.each([
  '{ fail }',
  '{ failWhole }',
  '{ half { name failing } }',
  'query ($reason: String = "none") { failFor(reason: $reason) }',
])(
  'what fails runs once each time, and is told alike however often it is asked: %s',
  async (asked) => {
    for (const document of [asked, asked.replace(/^(query)? ?/, 'mutation ')]) {
      runs = 0;
      const answers: Awaited<ReturnType<typeof send>>[] = [];
      for (let time = 0; time < TIMES; time += 1) answers.push(await send(document));
      expect(runs).toBe(TIMES);
      expect(answers[0]!.body).toContain('It failed.');
      expect(answers).toEqual(answers.map(() => answers[0]));
    }
  },
);

test('each event of a subscription is answered once', async () => {
  for (let time = 1; time <= TIMES; time += 1) {
    const { body } = await send('subscription { happened }', 'text/event-stream');
    expect(body.match(/It failed\./g)).toHaveLength(2);
    expect(runs).toBe(2 * time);
  }
});

async function send(query: string, accept = 'application/json') {
  const { statusCode, body } = await api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept },
    payload: { query },
  });
  return { statusCode, body };
}

test('an error of the one statement surfaces, and no resolver asks again', async () => {
  const real = await startApi();
  const query = '{ reports(first: 5) { nodes { title } } }';
  for (let time = 0; time < TIMES; time += 1) expect((await real.ask(query)).errors).toEqual([]);
  await real.store.db.execute('alter table reports rename column title to title_gone');
  real.statements();
  const { errors } = await real.ask(query);
  const sent = real.statements();
  await real.close();
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  expect(sent).toHaveLength(1);
});
