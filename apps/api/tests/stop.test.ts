import fastify, { type FastifyInstance } from 'fastify';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { trackStopping, stopServing } from '../src/operations/stop.ts';
import { copyDatabase } from '../../../packages/store/tests/embedded-template.ts';
import { freePort } from '../../../scripts/free-port.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-stop-'));
  copyDatabase(inject('recordTemplate'), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Serving {
  child: ChildProcess;
  port: number;
  ended: Promise<{ code: number | null; log: Record<string, unknown>[] }>;
}

async function serve(): Promise<Serving> {
  const port = await freePort('127.0.0.1');
  const child = fork(join(import.meta.dirname, '../src/casus.ts'), ['serve'], {
    env: {
      ...process.env,
      CASUS_API_PORT: String(port),
      CASUS_HOST: '127.0.0.1',
      CASUS_DATA_DIR: folder,
      DATABASE_URL: '',
      CASUS_LOG_LEVEL: 'info',
      // A stop that waited for its limit would outlast the test.
      CASUS_STOP_SECONDS: '600',
    },
    silent: true,
  });
  let out = '';
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<Awaited<Serving['ended']>>((resolve) =>
    child.once('close', (code) => {
      const log = out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
      resolve({ code, log });
    }),
  );
  await Promise.race([new Promise((resolve) => child.once('message', resolve)), ended]);
  return { child, port, ended };
}

const QUERY = 'query Load($text: String) { conflicts(filter: { text: $text }) { nodes { name } } }';

/** One request; resolves with its status, rejects with what the network said. */
function ask(port: number, agent: Agent): Promise<number> {
  const body = JSON.stringify({ query: QUERY, variables: { text: 'Sixteenth-of-September' } });
  return new Promise((resolve, reject) => {
    request(
      { port, host: '127.0.0.1', path: '/graphql?from=here', method: 'POST', agent },
      (answer) =>
        answer
          .on('error', reject)
          .on('end', () => resolve(answer.statusCode!))
          .resume(),
    )
      .on('error', reject)
      .setHeader('content-type', 'application/json')
      .end(body);
  });
}

test('asked to stop under load, it answers all that has come, refuses the rest and ends with 0', async () => {
  const { child, port, ended } = await serve();
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const statuses: number[] = [];
  const refusals: string[] = [];
  const clients = Array.from({ length: 16 }, async () => {
    for (;;) {
      try {
        statuses.push(await ask(port, agent));
      } catch (error) {
        refusals.push((error as NodeJS.ErrnoException).code ?? String(error));
        return;
      }
    }
  });
  await vi.waitFor(() => expect(statuses.length).toBeGreaterThan(200), 60_000);
  child.kill('SIGTERM');
  await Promise.all(clients);
  const { code, log } = await ended;
  agent.destroy();

  expect(new Set(statuses)).toEqual(new Set([200]));
  // Reset is a connection that was closed before the request on its way was read.
  expect(refusals.filter((code) => !['ECONNREFUSED', 'ECONNRESET'].includes(code))).toEqual([]);
  expect(code).toBe(0);

  // Every request that was read has its line, and no more than those that were answered were read. A line tells what
  // was asked for and how it went, and nothing of who asked.
  const requests = log.filter(({ msg }) => msg === 'request');
  expect(requests).toHaveLength(statuses.length);
  expect(requests[0]).toEqual({
    level: 30,
    time: expect.any(Number),
    pid: child.pid,
    hostname: expect.any(String),
    reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'POST',
    route: '/graphql',
    status: 200,
    ms: expect.any(Number),
    operation: 'Load',
    kind: 'query',
    msg: 'request',
  });
  expect(JSON.stringify(requests)).not.toMatch(/Sixteenth|from=here|127\.0\.0\.1/);
});

test('with nothing under way it ends at once', async () => {
  const { child, ended } = await serve();
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
});

/** A server of routes that take their time. */
async function slow(): Promise<{ app: FastifyInstance; port: number }> {
  const app = fastify();
  trackStopping(app);
  app.get('/slow', () => wait(400, 'answered'));
  app.get('/never', () => new Promise(() => {}));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, port: (app.server.address() as AddressInfo).port };
}

test('an answer under way is waited for, and says that its connection ends', async () => {
  const { app, port } = await slow();
  const answer = fetch(`http://127.0.0.1:${port}/slow`);
  await wait(100);
  await stopServing(app, 600);
  const { status, headers } = await answer;
  expect([status, headers.get('connection')]).toEqual([200, 'close']);
});

test('one that never comes is given up in time', async () => {
  const { app, port } = await slow();
  const answer = fetch(`http://127.0.0.1:${port}/never`).catch((error: Error) => error.message);
  await wait(100);
  await stopServing(app, 1);
  expect(await answer).toBe('fetch failed');
});
