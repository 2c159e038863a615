import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startPostgres } from '../../../packages/store/tests/postgres-server.ts';
import { subscribe } from './events.ts';
import { freePort } from '../../../scripts/free-port.ts';

const CASUS = join(import.meta.dirname, '../src/casus.ts');

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: ChildProcess | undefined;
let said = '';
beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(async () => {
  server?.kill('SIGKILL');
  if (server?.exitCode === null && server.signalCode === null) await once(server, 'exit');
});
afterAll(() => postgres.stop());

function start(environment: Record<string, string>): ChildProcess {
  said = '';
  server = fork(CASUS, ['serve', '--workers', '2'], {
    env: { ...process.env, CASUS_HOST: '127.0.0.1', CASUS_LOG_LEVEL: 'silent', ...environment },
    silent: true,
  });
  server.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return server;
}

/** Two workers on the tests' server; by this machine's own address, which is limited like any other here. */
async function serve(environment: Record<string, string> = {}): Promise<number> {
  const port = await freePort('127.0.0.1');
  const child = start({
    DATABASE_URL: `${postgres.url}postgres`,
    CASUS_API_PORT: String(port),
    CASUS_TRUSTED_CLIENTS: '127.0.0.9',
    ...environment,
  });
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
  expect(said).toBe('');
  return port;
}

/** Each over a connection of its own, so that the workers take turns. */
async function get(
  port: number,
  path: string,
  { from = '127.0.0.1', body }: { from?: string; body?: object } = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  const asked = request({
    host: '127.0.0.1',
    port,
    path,
    localAddress: from,
    agent: new Agent({ keepAlive: false }),
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
  });
  // What is handed to a worker that has just been killed is answered by nobody.
  asked.setTimeout(5_000, () => asked.destroy(new Error('no answer')));
  asked.end(body && JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer) text += chunk;
  return { status: answer.statusCode!, text, headers: answer.headers };
}

const ask = (port: number, query: string) => get(port, '/graphql', { body: { query } });
const metrics = async (port: number) => (await get(port, '/metrics', { from: '127.0.0.9' })).text;

/** The sum of a metric's values. */
const sumOf = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  );

test('what one client may ask in a minute, by requests and by cost, is the same over all workers', async () => {
  const port = await serve({ CASUS_RATE_LIMIT: '5' });
  const answers = [];
  for (let sent = 0; sent < 7; sent += 1) answers.push(await ask(port, '{ __typename }'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual([
    '4',
    '3',
    '2',
    '1',
    '0',
    '0',
    '0',
  ]);
  // Others are not limited by that, and every answer is counted once.
  const text = await metrics(port);
  expect(sumOf(text, 'casus_workers')).toBe(2);
  expect(sumOf(text, 'casus_http_request_duration_seconds_count')).toBe(7);

  server!.kill('SIGTERM');
  await once(server!, 'exit');
  const other = await serve({ CASUS_RATE_LIMIT_COST: '100' });
  const costs = [];
  for (let sent = 0; sent < 4; sent += 1) {
    costs.push(await ask(other, '{ conflicts(first: 20) { nodes { name slug } } }'));
  }
  const left = costs.map(({ headers }) => Number(headers['ratelimit-cost-remaining']));
  expect(left[0]).toBeGreaterThan(left[1]!);
  expect(costs.at(-1)!.status).toBe(429);
});

const SUBSCRIPTION =
  'subscription { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary } }';

test('subscriptions are counted over all workers, and given back; a stop ends them in good order', async () => {
  const port = await serve({ CASUS_SUBSCRIPTIONS_PER_CLIENT: '2' });
  const follow = async () => {
    const listening = await subscribe(`http://127.0.0.1:${port}/graphql`, SUBSCRIPTION);
    expect(listening.status).toBe(200);
    return listening;
  };
  const [first, second] = [await follow(), await follow()];
  for (let tried = 0; tried < 4; tried += 1) {
    const refused = await get(port, '/graphql', { body: { query: SUBSCRIPTION } });
    expect(refused.text).toContain('SUBSCRIPTION_LIMIT_EXCEEDED');
  }
  first.leave();
  const third = await vi.waitFor(follow, 20_000);

  const ended = once(server!, 'exit');
  server!.kill('SIGTERM');
  expect(await second.complete).toBe(true);
  expect(await third.complete).toBe(true);
  expect(await ended).toEqual([0, null]);
});

const workersOf = async (pid: number) =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ');

test('a worker that is killed is replaced', async () => {
  const port = await serve();
  const before = await workersOf(server!.pid!);
  expect(before).toHaveLength(2);
  const [killed] = before;
  process.kill(Number(killed), 'SIGKILL');
  const statuses = new Set<number>();
  await vi.waitFor(
    async () => {
      const { status, text } = await get(port, '/metrics', { from: '127.0.0.9' });
      statuses.add(status);
      expect(sumOf(text, 'casus_worker_restarts_total')).toBe(1);
      expect(sumOf(text, 'casus_workers')).toBe(2);
    },
    { timeout: 100_000, interval: 500 },
  );
  // Neither the one that ended nor the one that begins keeps the others' from being told.
  expect([...statuses]).toEqual([200]);
  expect(said).toBe(`Worker ${killed} ended (SIGKILL); another is started in 0.5 s.\n`);
  expect(await workersOf(server!.pid!)).not.toContain(killed);
  expect((await ask(port, '{ conflicts(first: 1) { totalCount } }')).status).toBe(200);
});

test('metrics are those of the workers that are left when one ends while it is asked', async () => {
  const port = await serve();
  const [stuck] = await workersOf(server!.pid!);
  process.kill(Number(stuck), 'SIGSTOP');
  // One comes to the worker that stands still, the other waits for what that one counted.
  const scrapes = [1, 2].map(() => get(port, '/metrics', { from: '127.0.0.9' }));
  const answered = Promise.any(scrapes);
  await sleep(1_000);
  process.kill(Number(stuck), 'SIGKILL');
  const { status, text } = await answered;
  expect(status).toBe(200);
  expect(sumOf(text, 'casus_workers')).toBe(1);
  expect(sumOf(text, 'casus_http_requests_under_way')).toBe(1);
  await Promise.allSettled(scrapes);
});

test('on the embedded engine it is refused, and a port that is taken is said once', async () => {
  const child = start({ DATABASE_URL: '' });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(said).toBe(
    "--workers needs PostgreSQL: the embedded database is one process's own. Set DATABASE_URL, or leave --workers out.\n",
  );
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const second = start({
    DATABASE_URL: `${postgres.url}postgres`,
    CASUS_API_PORT: String(port),
  });
  expect(await once(second, 'exit')).toEqual([1, null]);
  expect(said).toMatch(/^Port \d+ is taken by another program\.[^\n]*\n$/);
  other.close();
});
