import { currentPosition } from '@casus/store/history/position';
import { openStore, type Store } from '@casus/store/open';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  startStandby,
  type PostgresServer,
  type Standby,
} from '../../../packages/store/tests/postgres-server.ts';
import { startPostgresRecord } from './postgres-record.ts';
import { readConfig } from '../src/config.ts';
import { createServer } from '../src/server.ts';

const SLUG = 'kyrgyzstan-tajikistan';
const IN_TIME = { timeout: 20_000, interval: 20 };

let primary: PostgresServer;
let standby: Standby;
let store: Store;
let app: FastifyInstance;

beforeAll(async () => {
  primary = await startPostgresRecord();
  standby = await startStandby(primary);
  const config = readConfig({
    CASUS_LOG_LEVEL: 'silent',
    DATABASE_URL: `${primary.url}postgres`,
    CASUS_REPLICA_URLS: `${standby.url}postgres`,
  });
  store = await openStore({ ...config, statementTimeout: config.limits.timeout });
  app = await createServer(store, config);
  await app.ready();
  await replicaInUse();
});
afterAll(async () => {
  await app.close();
  await store.close();
  await standby.stop();
  await primary.stop();
});

const replicaInUse = () =>
  vi.waitFor(() => expect(store.sources.replicas()[0]!.left).toBeNull(), IN_TIME);

const NAME = `{ conflict(slug: "${SLUG}") { name } }`;
const addressOf = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;
const get = (url: string, headers: InjectOptions['headers'] = {}) => app.inject({ url, headers });
const from = (position: string) => ({ 'x-casus-at-least': position });

async function rename(name: string): Promise<string> {
  await store.db.execute(`update conflicts set name = '${name}' where slug = '${SLUG}'`);
  return currentPosition(store.db);
}

/** One of each kind of route that reads the record; the name of the conflict is in each. */
const ROUTES = [
  addressOf(NAME),
  `/conflicts/${SLUG}.json`,
  `/conflicts/${SLUG}/feed.atom`,
  `/answer.json?query=${encodeURIComponent(NAME)}`,
  `/events.csv?conflicts=${SLUG}`,
  `/claims.ndjson?conflicts=${SLUG}`,
];

describe.each(ROUTES)('%s', (url) => {
  test('says where the record was read, and reads no earlier where it is told', async () => {
    const before = await get(url);
    expect(before.headers['x-casus-position']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{12}){2}$/);
    await standby.set('recovery_min_apply_delay', '1500ms');
    const name = `Renamed for ${ROUTES.indexOf(url)}`;
    const position = await rename(name);
    const after = await get(url, from(position));
    expect(after.body).toContain(name);
    expect(String(after.headers['x-casus-position']) >= position).toBe(true);
    await standby.set('recovery_min_apply_delay', '0');
    await vi.waitFor(
      () => expect(store.sources.all[1]!.progress.last()!.position >= position).toBe(true),
      IN_TIME,
    );
  });

  test('is kept apart by caches for those who have seen more', async () => {
    const { headers } = await get(url);
    expect(String(headers.vary).toLowerCase().split(/, */)).toContain('x-casus-at-least');
  });

  test.each(['', 'x', '0/16B3748', `${'0'.repeat(8)}-1-2`])('refuses "%s"', async (position) => {
    const answer = await get(url, from(position));
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].extensions.code).toBe('POSITION_REFUSED');
    expect(answer.headers['x-casus-position']).toBeUndefined();
  });
});

test('a position of another installation, or one that nobody has got to, is refused', async () => {
  const [installation, , last] = (await currentPosition(store.db)).split('-');
  for (const position of [
    `00000000-000000000001-${last}`,
    `${installation}-7fffffffffff-${last}`,
  ]) {
    const answer = await get(addressOf(NAME), from(position));
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].extensions.code).toBe('POSITION_REFUSED');
  }
});

test('the answer itself has it for who asks, whichever way it is answered', async () => {
  for (let time = 0; time < 4; time += 1) {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: NAME, extensions: { position: true } },
    });
    const { data, extensions } = answer.json();
    expect(data.conflict.name).toBeTruthy();
    expect(extensions.position <= String(answer.headers['x-casus-position'])).toBe(true);
    expect(extensions.position).toMatch(/^[0-9a-f]{8}-/);
  }
  const without = await get(addressOf(NAME));
  expect(without.json().extensions).toBeUndefined();
});

test('while the primary is away a position that no replica has is 503 and soon asked again', async () => {
  const position = await rename('Before the primary went');
  await vi.waitFor(
    () => expect(store.sources.all[1]!.progress.last()!.position >= position).toBe(true),
    IN_TIME,
  );
  await primary.down();
  const there = await get(addressOf(NAME), from(position));
  expect(there.json().data.conflict.name).toBe('Before the primary went');
  await vi.waitFor(async () => {
    const ready = await get('/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({
      status: 'degraded',
      message: expect.stringContaining('Its replicas are read.'),
      databases: [
        { database: 'primary', status: 'gone', why: expect.any(String) },
        { database: `localhost:${standby.port}`, status: 'ready', lagMs: expect.any(Number) },
      ],
    });
  }, IN_TIME);
  const stranger = await app.inject({ url: '/ready', remoteAddress: '192.0.2.1' });
  expect(stranger.json().databases).toBeUndefined();
  const [installation, commit, last] = position.split('-');
  const next = (parseInt(commit!, 16) + 1).toString(16).padStart(12, '0');
  const ahead = await get(addressOf(NAME), from(`${installation}-${next}-${last}`));
  expect(ahead.statusCode).toBe(503);
  expect(ahead.headers['retry-after']).toBe('1');
  expect(ahead.json().errors[0].extensions.code).toBe('UNAVAILABLE');
  await primary.up();
  await vi.waitFor(async () => {
    const answer = await get(addressOf(NAME), from(await rename('It is back')));
    expect(answer.json().data.conflict.name).toBe('It is back');
  }, IN_TIME);
});

test('while no replica can be read the primary answers, and /ready tells which are left', async () => {
  await standby.down();
  await vi.waitFor(async () => {
    const ready = await get('/ready');
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toEqual({
      status: 'degraded',
      message: 'No replica can be read, so the primary answers alone.',
      databases: [
        { database: 'primary', status: 'ready' },
        {
          database: `localhost:${standby.port}`,
          status: 'left',
          why: expect.any(String),
          lagMs: null,
        },
      ],
    });
  }, IN_TIME);
  expect((await get(addressOf(NAME))).statusCode).toBe(200);
  await standby.up();
  await vi.waitFor(async () => expect((await get('/ready')).json().status).toBe('ready'), IN_TIME);
});
