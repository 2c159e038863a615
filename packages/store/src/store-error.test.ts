import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { openStore } from './open.ts';
import { outageOf, statementGivenUp, StoreError, type Outage } from './store-error.ts';

test('PostgreSQL gives up a statement that takes too long, and is well after it', async () => {
  const store = await openStore({
    databaseUrl: `${inject('postgresUrl')}postgres`,
    dataDir: '',
    statementTimeout: 100,
  });
  const late: unknown = await store.db.execute(sql`select pg_sleep(30)`).catch((error) => error);
  const wrong: unknown = await store.db.execute(sql`select nothing`).catch((error) => error);
  await expect(store.db.execute(sql`select pg_sleep(0)`)).resolves.toBeDefined();
  await store.close();
  expect(statementGivenUp(late)).toBe(true);
  expect(statementGivenUp(wrong)).toBe(false);
  expect([outageOf(late), outageOf(wrong)]).toEqual([null, null]);
});

const withCode = (code: string, rest: object = {}) =>
  Object.assign(new Error(`message of ${code}`), { code, ...rest });

describe('an outage is told from what is wrong with a statement', () => {
  test.each<[string, unknown, Outage | null]>([
    ['connection failure', withCode('08006'), 'lost'],
    ['wrong password', withCode('28P01'), 'unreachable'],
    ['no such database', withCode('3D000'), 'unreachable'],
    ['too many connections, for role too, remaining slots reserved', withCode('53300'), 'full'],
    ['admin shutdown', withCode('57P01'), 'lost'],
    ['crash shutdown', withCode('57P02'), 'lost'],
    ['starting up, shutting down, in recovery', withCode('57P03'), 'starting'],
    ['refused', withCode('ECONNREFUSED', { syscall: 'connect' }), 'unreachable'],
    ['name not found', withCode('ENOTFOUND'), 'unreachable'],
    ['reset', withCode('ECONNRESET'), 'lost'],
    ['broken pipe', withCode('EPIPE'), 'lost'],
    ['timed out', withCode('ETIMEDOUT'), 'silent'],
    ['no socket of the server', withCode('ENOENT', { syscall: 'connect' }), 'unreachable'],
    ['no file descriptor left', withCode('EMFILE', { syscall: 'connect' }), 'full'],
    [
      'every address of a host refuses',
      new AggregateError([withCode('ECONNREFUSED')]),
      'unreachable',
    ],
    ['what caused a failed query', new Error('Failed query', { cause: withCode('57P01') }), 'lost'],
    ['the driver: ended', new Error('Connection terminated unexpectedly'), 'lost'],
    ['the driver: none free', new Error('timeout exceeded when trying to connect'), 'busy'],
    ['the embedded database ended', new StoreError('STOPPED', ''), 'stopped'],
    ['its disk is full', new StoreError('FULL', ''), 'stopped'],
    ['a statement given up', withCode('57014'), null],
    ['given up by its request', new StoreError('GIVEN_UP', ''), null],
    ['a syntax error', withCode('42601'), null],
    ['a unique violation', withCode('23505'), null],
    ['a disk full under a statement', withCode('53100'), null],
    ['a missing file', withCode('ENOENT', { syscall: 'open' }), null],
    ['any other error', new Error('connection'), null],
    ['no error at all', 'Connection terminated', null],
  ])('%s', (_, error, outage) => {
    expect(outageOf(error)).toBe(outage);
  });

  test('as PostgreSQL itself words it, for a role that has its one connection', async () => {
    const url = `${inject('postgresUrl')}postgres`;
    const admin = new Client(url);
    await admin.connect();
    await admin.query("create role single login password 'single' connection limit 1");
    const config = { connectionString: url.replace('casus:casus', 'single:single') };
    const [first, second] = [new Client(config), new Client(config)];
    for (const client of [first, second]) client.on('error', () => {});
    await first.connect();
    expect(outageOf(await second.connect().catch((error: unknown) => error))).toBe('full');
    const asked = first.query('select pg_sleep(30)').catch((error: unknown) => error);
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'single'",
    );
    expect(outageOf(await asked)).toBe('lost');
    await admin.query('drop role single');
    await admin.end();
  });
});
