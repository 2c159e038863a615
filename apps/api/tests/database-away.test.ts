import { openStore, type Store } from '@casus/store/open';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  startBreakableProxy,
  type BreakableProxy,
} from '../../../packages/store/tests/breakable-proxy.ts';
import type { PostgresServer } from '../../../packages/store/tests/postgres-server.ts';
import { startPostgresRecord } from './postgres-record.ts';
import { readConfig } from '../src/config.ts';
import { createServer } from '../src/server.ts';
import { subscribe } from './events.ts';

const SLUG = 'kyrgyzstan-tajikistan';
/** Generous: what never comes is told from what comes. */
const IN_TIME = { timeout: 20_000, interval: 50 };

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgresRecord();
});
afterAll(() => postgres.stop());

/** An API of this test over the server, by a way that can be broken. */
async function serve(
  environment: Record<string, string> = {},
): Promise<{ app: FastifyInstance; store: Store; proxy: BreakableProxy }> {
  const proxy = await startBreakableProxy(postgres.port);
  const config = readConfig({ CASUS_LOG_LEVEL: 'silent', ...environment });
  const url = new URL(environment['DATABASE_URL'] ?? `${postgres.url}postgres`);
  url.port = String(proxy.port);
  const store = await openStore({
    ...config,
    databaseUrl: url.href,
    dataDir: '',
    statementTimeout: config.limits.timeout,
    heartbeat: { every: 200, patience: 1_500 },
  });
  const app = await createServer(store, config);
  await app.ready();
  onTestFinished(async () => {
    await app.close();
    await store.close();
    await proxy.close();
  });
  return { app, store, proxy };
}

const ask = (app: FastifyInstance, query: string, accept = 'application/json') =>
  app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', accept },
    payload: { query },
  });

const NAMES = `{
  conflict(slug: "${SLUG}") { name }
  events(first: 1, filter: { conflicts: ["${SLUG}"] }) { nodes { conflict { name } } }
}`;

async function namesIn(app: FastifyInstance): Promise<string[]> {
  const { conflict, events } = (await ask(app, NAMES)).json().data;
  return [conflict.name, events.nodes[0].conflict.name];
}

let asked = 0;

/** Of a conflict as events have it. Under another name each time, the question is never compiled to one statement. */
async function cachedName(app: FastifyInstance): Promise<string> {
  const query = `query Asked${(asked += 1)} {
    events(first: 1, filter: { conflicts: ["${SLUG}"] }) { nodes { conflict { name } } }
  }`;
  return (await ask(app, query)).json().data.events.nodes[0].conflict.name as string;
}

async function rename(name: string): Promise<void> {
  const store = await openStore({ databaseUrl: `${postgres.url}postgres`, dataDir: '' });
  await store.db.execute(`update conflicts set name = '${name}' where slug = '${SLUG}'`);
  await store.close();
}

/** Other words for a claim, behind the proxy's back. */
async function record(summary: string): Promise<void> {
  const store = await openStore({ databaseUrl: `${postgres.url}postgres`, dataDir: '' });
  await store.db.execute(sql`update claims set summary = ${summary} where key = (
    select min(claims.key) from claims join conflicts on conflicts.key = conflict_key
    where conflicts.slug = ${SLUG})`);
  await store.close();
}

const ready = async (app: FastifyInstance) => {
  const { statusCode, body } = await app.inject('/ready');
  return { statusCode, ...JSON.parse(body) };
};

describe('while announced changes are lost in silence', () => {
  test('one answer has one name for one thing, old or new', async () => {
    const { app, proxy } = await serve();
    const [before] = await namesIn(app);
    onTestFinished(() => rename(before!));
    proxy.silence('listen casus');
    await rename('Renamed unheard');
    const [one, other] = await namesIn(app);
    expect(other).toBe(one);
  });

  test('a cached name is soon told as it is; the loss is logged and counted', async () => {
    const { app, proxy } = await serve();
    const before = await cachedName(app);
    onTestFinished(() => rename(before));
    const logged = vi.spyOn(app.log, 'error');
    proxy.silence('listen casus');
    await rename('Renamed unheard');
    expect(await cachedName(app)).toBe(before);
    await vi.waitFor(async () => expect(await cachedName(app)).toBe('Renamed unheard'), IN_TIME);
    expect(logged.mock.calls).toEqual([
      [
        { database: 'primary', err: expect.objectContaining({ message: 'Query read timeout' }) },
        expect.any(String),
      ],
    ]);
    await vi.waitFor(async () => {
      const metrics = (await app.inject('/metrics')).body;
      expect(metrics).toContain('casus_database_listener_connected{database="primary"} 1\n');
      expect(metrics).toContain('casus_database_listener_failures_total{database="primary"} 1\n');
    }, IN_TIME);
  });
});

test('who follows claims misses nothing while the database is away, when nobody else begins', async () => {
  const { app, proxy } = await serve();
  const url = `${await app.listen({ port: 0, host: 'localhost' })}/graphql`;
  const following = `subscription { claimRecorded(conflict: "${SLUG}") { summary } }`;
  const listening = await subscribe(url, following);
  await vi.waitFor(() => expect(listening.pings).toBeGreaterThan(0), IN_TIME);
  proxy.silence('listen casus');
  await record('While none is heard of.');
  const received = () => listening.messages.map(({ data }) => data.claimRecorded.summary);
  await vi.waitFor(() => expect(received()).toEqual(['While none is heard of.']), IN_TIME);
  await proxy.cut();
  await record('While it is away.');
  await vi.waitFor(async () => expect((await ready(app)).statusCode).toBe(503), IN_TIME);
  const refused = await subscribe(url, following);
  expect(await refused.complete).toBe(true);
  expect(refused.status).toBe(503);
  expect(refused.messages).toMatchObject([{ errors: [{ extensions: { code: 'UNAVAILABLE' } }] }]);
  await proxy.mend();
  const all = ['While none is heard of.', 'While it is away.'];
  await vi.waitFor(() => expect(received()).toEqual(all), IN_TIME);
  listening.leave();
});

describe('while the database is away', () => {
  test.each([
    ['/graphql?query={conflicts{totalCount}}'],
    [`/conflicts/${SLUG}.json`],
    [`/conflicts/${SLUG}/feed.atom`],
    ['/events.csv'],
    ['/answer.json?query={conflicts{totalCount}}'],
  ])('%s is 503', async (url) => {
    const { app, proxy } = await serve();
    await proxy.cut();
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(503);
    expect(answer.json().errors[0].extensions).toEqual({ code: 'UNAVAILABLE' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['cache-control']).toBe('no-store');
    await proxy.mend();
    expect((await app.inject(url)).statusCode).toBe(200);
  });

  test.each(['application/json', 'application/graphql-response+json'])(
    'a question is 503 for who accepts %s, however often it was asked before',
    async (accept) => {
      const { app, proxy } = await serve();
      const query = `{ conflict(slug: "${SLUG}") { name } }`;
      for (let times = 0; times < 5; times += 1) {
        expect((await ask(app, query, accept)).statusCode).toBe(200);
      }
      await proxy.cut();
      const answer = await ask(app, query, accept);
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toEqual({
        errors: [expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } })],
      });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    },
  );
});

test('a server that restarts costs a reader nothing but time', async () => {
  const { app } = await serve();
  const counted = '{ conflicts { totalCount } }';
  expect((await ask(app, counted)).statusCode).toBe(200);
  await postgres.down();
  const meanwhile = await ask(app, counted);
  await postgres.up();
  expect(meanwhile.statusCode).toBe(503);
  const answer = await ask(app, counted);
  expect(answer.json().data.conflicts.totalCount).toBeGreaterThan(0);
});

test('a role with few connections gets whole answers to many readers', async () => {
  const admin = await openStore({ databaseUrl: `${postgres.url}postgres`, dataDir: '' });
  await admin.db.execute("create role reader login superuser password 'reader' connection limit 5");
  await admin.db.execute('alter role reader nosuperuser');
  await admin.db.execute('grant all on all tables in schema public, drizzle to reader');
  await admin.db.execute('grant all on schema public, drizzle to reader');
  await admin.db.execute('grant create on database postgres to reader');
  await admin.close();
  const url = new URL(`${postgres.url}postgres`);
  url.username = url.password = 'reader';
  const { app } = await serve({ DATABASE_URL: url.href });
  const query = `{ ${Array.from(
    { length: 12 },
    (_, at) => `f${at}: eventStatistics(by: [${at % 2 ? 'YEAR' : 'MONTH'}]) { events }
      e${at}: events(first: ${at + 1}) { totalCount nodes { name participants { actor { name } } } }`,
  ).join(' ')} }`;
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(app, query)));
  expect(answers.flatMap((answer) => answer.json().errors ?? [])).toEqual([]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
});

describe('/ready', () => {
  test('is 503 while no connection can be made, and while the process stops; /health is not', async () => {
    const { app, proxy } = await serve();
    expect(await ready(app)).toEqual({ statusCode: 200, status: 'ready' });
    await proxy.cut();
    const gone = await ready(app);
    expect(gone).toMatchObject({
      statusCode: 503,
      errors: [{ extensions: { code: 'UNAVAILABLE' } }],
    });
    expect(gone.errors[0].message).toMatch(/^The database does not answer: /);
    expect((await app.inject('/health')).statusCode).toBe(200);
    await proxy.mend();
    await vi.waitFor(async () => expect((await ready(app)).status).toBe('ready'), IN_TIME);
    app.stopping.abort();
    expect((await ready(app)).statusCode).toBe(503);
    expect((await app.inject('/health')).headers['connection']).toBe('close');
  });

  test('is 200 while slow statements have every connection, and says so', async () => {
    const { app, store } = await serve({ CASUS_TIMEOUT_MS: '60000' });
    const other = await openStore({ databaseUrl: `${postgres.url}postgres`, dataDir: '' });
    let slow: Promise<unknown>[] = [];
    await other.db.transaction(async (transaction) => {
      await transaction.execute('select pg_advisory_xact_lock(1)');
      // They end when this transaction does, which has the lock.
      slow = Array.from({ length: 12 }, () =>
        Promise.resolve(store.db.execute('select pg_advisory_xact_lock_shared(1)')),
      );
      await vi.waitFor(
        async () => expect(await ready(app)).toMatchObject({ statusCode: 200, status: 'busy' }),
        IN_TIME,
      );
    });
    await other.close();
    await Promise.all(slow);
    expect(await ready(app)).toEqual({ statusCode: 200, status: 'ready' });
  });

  test('is 200 while questions are answered though no change is heard of, and says so', async () => {
    const { app, proxy } = await serve();
    proxy.refuse('listen casus');
    await vi.waitFor(
      async () => expect(await ready(app)).toMatchObject({ statusCode: 200, status: 'degraded' }),
      IN_TIME,
    );
    expect((await ask(app, '{ conflicts { totalCount } }')).statusCode).toBe(200);
    await proxy.mend();
    await vi.waitFor(async () => expect((await ready(app)).status).toBe('ready'), IN_TIME);
  });

  test('is 503 while the database is paused, and 200 once it goes on', async () => {
    const { app } = await serve();
    expect(await ready(app)).toEqual({ statusCode: 200, status: 'ready' });
    await postgres.pause();
    try {
      await vi.waitFor(
        async () =>
          expect(await ready(app)).toMatchObject({
            statusCode: 503,
            errors: [{ extensions: { code: 'UNAVAILABLE' } }],
          }),
        IN_TIME,
      );
      expect((await app.inject('/health')).statusCode).toBe(200);
    } finally {
      await postgres.resume();
    }
    await vi.waitFor(async () => expect((await ready(app)).statusCode).toBe(200), IN_TIME);
  });
});
