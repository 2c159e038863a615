import { openStore, type Store } from '@casus/store/open';
import { actors } from '@casus/store/tables/actor';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostgresServer } from '../../../../packages/store/tests/postgres-server.ts';
import { startPostgresRecord } from '../postgres-record.ts';
import { readConfig } from '../../src/config.ts';
import { createServer } from '../../src/server.ts';
import { alsoServe, startApi, type RunningApi } from '../api.ts';

/** A document is interpreted twice; from the third time on it is executed by what was made for it. */
const EVERY_WAY = 4;

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  const actor = (key: string, partOfKey: string | null) => ({
    key,
    name: key,
    kind: 'ARMED_GROUP' as const,
    partOfKey,
    source: 'test',
  });
  await api.store.db.insert(actors).values(actor('test:whole', null));
  await api.store.db
    .insert(actors)
    .values(Array.from({ length: 600 }, (_, at) => actor(`test:part-${at}`, 'test:whole')));
});
afterAll(() => api.close());

async function askOf(app: FastifyInstance, query: string) {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
    },
    payload: JSON.stringify({ query }),
  });
  return { status: response.statusCode, body: response.json() };
}

describe('an answer of more fields than its query costs is refused alike', () => {
  test.each([
    ['by a statement', '{ actor(slug: "test:whole") { parts { slug name } } }'],
    [
      'by resolvers',
      '{ actor(slug: "test:whole") { parts { slug name } relations { negated } } agreements(first: 1) { nodes { status } } }',
    ],
  ])('%s', async (_, query) => {
    for (let time = 0; time < EVERY_WAY; time += 1) {
      const { status, body } = await askOf(api.app, query);
      expect(body).toEqual({
        errors: [
          {
            message: expect.stringMatching(
              /^The answer has more than 1000 fields, which is all that a query may have that costs \d+: lists without pages are longer here than they count as. Ask for smaller pages \(first, last\), for fewer fields, or in several queries\.$/,
            ),
            extensions: { code: 'ANSWER_TOO_LARGE', limit: 1000, unit: 'fields' },
          },
        ],
      });
      expect(status).toBe(400);
    }
  });
});

test('one within its bounds is answered, however many rows a list has', async () => {
  for (let time = 0; time < EVERY_WAY; time += 1) {
    const { body } = await askOf(api.app, '{ actor(slug: "test:whole") { parts { name } } }');
    expect(body.data.actor.parts).toHaveLength(600);
  }
});

test('nothing is read any more for an answer that was given up', async () => {
  api.statements();
  const { body } = await askOf(
    api.app,
    '{ actor(slug: "test:whole") { parts { slug name claims(first: 1) { nodes { summary } } } } }',
  );
  expect(body.errors[0].extensions.code).toBe('ANSWER_TOO_LARGE');
  expect(api.statements().filter((statement) => statement.includes('"claims"'))).toEqual([]);
});

describe('an answer of too many bytes', () => {
  let brief: FastifyInstance;
  beforeAll(async () => {
    brief = await alsoServe(api, { CASUS_MAX_ANSWER_BYTES: '2000' });
  });
  afterAll(() => brief.close());

  test.each([
    ['by a statement', '{ actors(first: 100) { nodes { id name slug } } }'],
    [
      'by resolvers',
      '{ agreements(first: 1) { nodes { status } } actors(first: 100) { nodes { id name slug } } }',
    ],
  ])('is refused alike, %s', async (_, query) => {
    const messages = new Set<string>();
    for (let time = 0; time < EVERY_WAY; time += 1) {
      const { status, body } = await askOf(brief, query);
      expect(body).toEqual({
        errors: [
          {
            message: expect.stringMatching(
              /^The answer has \d+ bytes; at most 2000 are sent\. Ask/,
            ),
            extensions: {
              code: 'ANSWER_TOO_LARGE',
              limit: 2000,
              asked: expect.any(Number),
              unit: 'bytes',
            },
          },
        ],
      });
      expect(status).toBe(400);
      messages.add(body.errors[0].message);
    }
    expect(messages.size).toBe(1);
  });

  test("is refused as an entity's file, too", async () => {
    const response = await brief.inject('/conflicts/kyrgyzstan-tajikistan.json');
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].extensions.code).toBe('ANSWER_TOO_LARGE');
  });
});

test.each(['/conflicts/kyrgyzstan-tajikistan.json', '/conflicts/kyrgyzstan-tajikistan/feed.atom'])(
  '%s has no more fields than any answer',
  async (address) => {
    const short = await alsoServe(api, { CASUS_MAX_ANSWER_FIELDS: '50' });
    const response = await short.inject(address);
    await short.close();
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].message).toMatch(/^The answer has more than 50 fields/);
  },
);

/** What once ended the process: 20,020 and 4,515 were charged for them. */
const DEADLY = [
  '{ eventStatistics(by:[ACTOR,WEEK]) { actor { events(first:100){ nodes { name deaths { best claim { attribution { actor { name } report { title } } } } participants { actor { name } } } } } } }',
  '{ eventStatistics(by:[ACTOR,WEEK]) { actor { events(first:100){ nodes { id name slug time { edtf } } } } } }',
];

describe('what asks for millions of fields is refused before anything is read', () => {
  let postgres: PostgresServer;
  let store: Store;
  let server: FastifyInstance;
  beforeAll(async () => {
    postgres = await startPostgresRecord();
    store = await openStore({ databaseUrl: `${postgres.url}postgres`, dataDir: '' });
    server = await createServer(store, readConfig({ CASUS_LOG_LEVEL: 'silent' }));
  });
  afterAll(async () => {
    await server.close();
    await store.close();
    await postgres.stop();
  });

  test.each(['embedded', 'PostgreSQL'])('on the engine %s', async (engine) => {
    for (const query of DEADLY) {
      const { status, body } = await askOf(engine === 'embedded' ? api.app : server, query);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([
        {
          message: expect.stringMatching(
            /^The query costs \d{6,}; at most 50000 is answered. Ask for smaller pages \(first, last\) where lists lie in lists, or for fewer fields/,
          ),
          extensions: { code: 'COST_LIMIT_EXCEEDED', limit: 50_000 },
        },
      ]);
    }
  });
});
