import type { FastifyInstance } from 'fastify';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { alsoServe, startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const SECRET = 'a secret of the site and the API';
const [ONE, OTHER] = ['203.0.113.7', '203.0.113.8'];

async function serve(environment: Record<string, string>): Promise<FastifyInstance> {
  const app = await alsoServe(api, environment);
  onTestFinished(() => app.close());
  await app.ready();
  return app;
}

const ask = (app: FastifyInstance, query: string, remoteAddress: string, headers = {}) =>
  app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ query }),
    remoteAddress,
  });

type Response = Awaited<ReturnType<typeof ask>>;
const codeOf = (response: Response) =>
  (response.json() as { errors?: { extensions: { code: string } }[] }).errors?.[0]!.extensions.code;

/** Keeps everybody else from the embedded database, which has one session, until the function is called. */
async function holdDatabase(): Promise<() => Promise<void>> {
  const begun = Promise.withResolvers<null>();
  const over = Promise.withResolvers<null>();
  const held = api.store.db.transaction(async (transaction) => {
    await transaction.execute('select 1');
    begun.resolve(null);
    await over.promise;
  });
  await begun.promise;
  const release = () => {
    over.resolve(null);
    return held;
  };
  onTestFinished(release);
  return release;
}

/** More than seven tenths of the highest cost that is set below; light is up to 20, ordinary up to 400. */
const DEAR = '{ events(first: 100) { nodes { name slug kind violence id a: name b: slug } } }';
const SMALL = { CASUS_MAX_COST: '1000', CASUS_DEAR_AT_ONCE: '1', CASUS_QUEUE_MS: '60000' };

describe('admission', () => {
  test.each([
    ['a question asked for the first time', 0],
    ['a question that one statement answers', 4],
  ])('refuses %s at once, where more wait than can be answered', async (_, before) => {
    const app = await serve(SMALL);
    for (let asked = 0; asked < before; asked++) await ask(app, DEAR, ONE);
    // Dear work's one slot rests after each use, for two seconds at most.
    if (before > 0) await sleep(2_000);
    const release = await holdDatabase();

    // One is under way, and half of the eight who may wait may be one client's.
    const admitted = Array.from({ length: 5 }, () => ask(app, DEAR, ONE));
    await new Promise(setImmediate);
    const refused = await ask(app, DEAR, ONE);
    expect([refused.statusCode, codeOf(refused)]).toEqual([503, 'OVERLOADED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    admitted.push(...Array.from({ length: 4 }, () => ask(app, DEAR, OTHER)));
    await new Promise(setImmediate);
    expect(codeOf(await ask(app, DEAR, OTHER))).toBe('OVERLOADED');

    // What costs little does not wait behind them.
    const light = await ask(app, '{ __typename }', ONE);
    expect(light.json()).toEqual({ data: { __typename: 'Query' } });
    await release();
    for (const response of await Promise.all(admitted)) {
      expect([response.statusCode, codeOf(response)]).toEqual([200, undefined]);
    }
    expect((await app.inject('/metrics')).body).toContain(
      'casus_admission_requests{kind="dear",state="under way"} 0',
    );
  });

  test.each([
    '/conflicts/kyrgyzstan-tajikistan.json',
    '/feed.atom',
    `/graphql?query=${encodeURIComponent(DEAR)}`,
    `/answer.json?query=${encodeURIComponent(DEAR)}`,
  ])('holds for %s, too', async (url) => {
    const app = await serve({
      CASUS_MAX_COST: '1000',
      CASUS_ORDINARY_AT_ONCE: '1',
      CASUS_LARGE_AT_ONCE: '1',
      CASUS_DEAR_AT_ONCE: '1',
      CASUS_QUEUE_MS: '0',
    });
    const release = await holdDatabase();
    const first = app.inject(url);
    await new Promise(setImmediate);
    const refused = await app.inject(url);
    expect([refused.statusCode, codeOf(refused)]).toEqual([503, 'OVERLOADED']);
    expect(refused.headers['cache-control']).toBe('no-store');
    await release();
    expect((await first).statusCode).toBe(200);
  });

  test('has no place for who has left', async () => {
    const app = await serve(SMALL);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const release = await holdDatabase();
    const dear = async (state: string) =>
      Number(
        new RegExp(`kind="dear",state="${state}"} (\\d+)`).exec(
          (await app.inject('/metrics')).body,
        )![1],
      );
    const sockets = Array.from({ length: 4 }, () => {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      const path = `/graphql?query=${encodeURIComponent(DEAR)}`;
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
      return socket;
    });
    await vi.waitFor(async () => expect(await dear('waiting')).toBe(3), { timeout: 10_000 });
    for (const socket of sockets) socket.destroy();
    await vi.waitFor(async () => expect(await dear('waiting')).toBe(0), { timeout: 10_000 });
    await release();
    await vi.waitFor(async () => expect(await dear('under way')).toBe(0), { timeout: 10_000 });
  });
});

describe('the limit by cost', () => {
  const QUESTION = '{ events(first: 20) { nodes { name } } }';
  const costOf = async (app: FastifyInstance) =>
    (await ask(app, QUESTION, '127.0.0.1', { 'x-casus-cost': '1' })).json().extensions.cost
      .cost as number;

  test('counts what each client asks for in a minute, and says what is left', async () => {
    const cost = await costOf(api.app);
    const app = await serve({ CASUS_RATE_LIMIT_COST: String(cost + 10) });
    const first = await ask(app, QUESTION, ONE);
    expect(first.headers).toMatchObject({
      'ratelimit-cost-limit': String(cost + 10),
      'ratelimit-cost-remaining': '10',
    });
    const refused = await ask(app, QUESTION, ONE);
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json().errors[0].extensions).toEqual({
      code: 'RATE_LIMITED',
      limitedBy: 'cost',
      limit: cost + 10,
      remaining: 10,
      asked: cost,
    });
    // What is left can be had, and another client has all of its own.
    expect((await ask(app, '{ __typename }', ONE)).statusCode).toBe(200);
    expect((await ask(app, QUESTION, OTHER)).statusCode).toBe(200);
    expect((await ask(app, QUESTION, '127.0.0.1')).headers).not.toHaveProperty(
      'ratelimit-cost-limit',
    );
  });

  test.each(['/conflicts/kyrgyzstan-tajikistan.json', '/feed.atom', '/events.csv'])(
    'holds for %s, too',
    async (url) => {
      const app = await serve({ CASUS_RATE_LIMIT_COST: '1' });
      const refused = await app.inject({ url, remoteAddress: ONE });
      expect([refused.statusCode, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
    },
  );

  test('is off at 0', async () => {
    const app = await serve({ CASUS_RATE_LIMIT_COST: '0' });
    const { statusCode, headers } = await ask(app, QUESTION, ONE);
    expect([statusCode, headers['ratelimit-cost-limit']]).toEqual([200, undefined]);
  });
});

describe('the reader that the site names', () => {
  const named = (reader: string, secret = SECRET) => ({
    'x-casus-reader': reader,
    'x-casus-site-secret': secret,
  });
  const serveLimited = () => serve({ CASUS_RATE_LIMIT: '1', CASUS_SITE_SECRET: SECRET });

  test('is who is limited, though the site itself is on this machine', async () => {
    const app = await serveLimited();
    const status = async (reader: string) =>
      (await ask(app, '{ __typename }', '127.0.0.1', named(reader))).statusCode;
    expect([await status(ONE), await status(ONE), await status(OTHER)]).toEqual([200, 429, 200]);
    // One client, whether it comes by the site or by itself.
    expect((await ask(app, '{ __typename }', OTHER)).statusCode).toBe(429);
  });

  test.each([
    ['without the secret', SECRET, { 'x-casus-reader': OTHER }],
    ['with a wrong one', SECRET, named(OTHER, 'another secret altogether')],
    ['where there is none', '', named(OTHER, '')],
  ])('is believed from nobody %s', async (_, secret, headers) => {
    const app = await serve({ CASUS_RATE_LIMIT: '1', CASUS_SITE_SECRET: secret });
    expect((await ask(app, '{ __typename }', ONE, headers)).statusCode).toBe(200);
    expect((await ask(app, '{ __typename }', ONE, headers)).statusCode).toBe(429);
    expect((await ask(app, '{ __typename }', OTHER)).statusCode).toBe(200);
  });

  test('does not make the site itself a client that is limited', async () => {
    const app = await serveLimited();
    for (let asked = 0; asked < 3; asked++) {
      const own = await ask(app, '{ __typename }', ONE, { 'x-casus-site-secret': SECRET });
      expect(own.statusCode).toBe(200);
    }
  });
});

describe('one client', () => {
  test('has at most CASUS_SUBSCRIPTIONS_PER_CLIENT open, and its place again when one ends', async () => {
    const app = await serve({
      CASUS_SUBSCRIPTIONS_PER_CLIENT: '2',
      CASUS_SITE_SECRET: SECRET,
      CASUS_TRUST_PROXY: 'loopback',
    });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const query = 'subscription { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary } }';
    const subscribe = async (headers: Record<string, string>) => {
      const leaving = new AbortController();
      onTestFinished(() => leaving.abort());
      const { status, body } = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
        signal: leaving.signal,
      });
      const first = new TextDecoder().decode((await body!.getReader().read()).value);
      return { status, first, leave: () => leaving.abort() };
    };
    const one = { 'x-forwarded-for': ONE };
    const mine = [await subscribe(one), await subscribe(one)];
    expect(mine.map(({ status }) => status)).toEqual([200, 200]);
    const refused = await subscribe(one);
    expect(refused.status).toBe(429);
    expect(refused.first).toContain('SUBSCRIPTION_LIMIT_EXCEEDED');
    expect((await subscribe({ 'x-forwarded-for': OTHER })).status).toBe(200);
    // The site's are those of all its readers.
    for (let more = 0; more < 4; more++) {
      expect((await subscribe({ 'x-casus-site-secret': SECRET })).status).toBe(200);
    }
    mine[0]!.leave();
    await vi.waitFor(async () => expect((await subscribe(one)).status).toBe(200), 20_000);
  });

  test('has at most CASUS_DOWNLOADS_PER_CLIENT under way', async () => {
    const app = await serve({ CASUS_DOWNLOADS_AT_ONCE: '3', CASUS_DOWNLOADS_PER_CLIENT: '2' });
    const release = await holdDatabase();
    const from = (remoteAddress: string) => app.inject({ url: '/claims.csv', remoteAddress });
    const mine = [from(ONE), from(ONE)];
    await new Promise(setImmediate);
    const refused = await from(ONE);
    expect([refused.statusCode, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
    const others = from(OTHER);
    await new Promise(setImmediate);
    expect((await from('203.0.113.9')).statusCode).toBe(503);
    await release();
    const answered = await Promise.all([...mine, others]);
    expect(answered.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  });
});
