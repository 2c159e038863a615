import { fork, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../../scripts/free-port.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SECRET = 'a secret of the site and the API';
const EXPLORE = '/explore?asOf=2022-09-17';

const children: ChildProcess[] = [];
let folder: string;
let api: string;
let site: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casus-admission-'));
  await cp(inject('recordTemplate'), folder, { recursive: true });
  api = await start('apps/api/src/casus.ts', ['serve'], {
    CASUS_API_PORT: String(await freePort()),
    CASUS_DATA_DIR: folder,
    DATABASE_URL: '',
    CASUS_SITE_SECRET: SECRET,
    CASUS_RATE_LIMIT_COST: '300000',
  });
  site = await startSite({ CASUS_API_URL: `${api}/graphql` });
  // Whoever comes first after a start waits for what all others find ready.
  await (await visit(EXPLORE, '198.51.100.1')).text();
}, 120_000);
afterAll(async () => {
  await Promise.all(children.map(stop));
  await rm(folder, { recursive: true, force: true });
});

const startSite = async (variables: Record<string, string>) =>
  start('apps/web/server.ts', [], {
    HOST: 'localhost',
    PORT: String(await freePort()),
    CASUS_SITE_SECRET: SECRET,
    // Each test says by this header which reader it is.
    CASUS_TRUST_PROXY: 'loopback',
    CASUS_PAGES_AT_ONCE: '2',
    CASUS_SITE_RATE_LIMIT: '6',
    CASUS_REQUEST_SECONDS: '1',
    ...variables,
  });

const visit = (path: string, reader: string, init: RequestInit = {}) =>
  fetch(`${site}${path}`, { ...init, headers: { 'x-forwarded-for': reader } });

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${api}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))!
      .split(' ')
      .at(-1),
  );
}

test('fifty readers of a dear page at once: each is answered, who cannot be in time at once, and all is as before', async () => {
  const answers = Promise.all(
    Array.from({ length: 50 }, async (_, reader) => {
      const response = await visit(EXPLORE, `203.0.113.${reader}`);
      return { response, text: await response.text() };
    }),
  );
  // What a page needs beside itself does not wait.
  expect((await visit('/icon.svg', '203.0.113.1')).status).toBe(200);
  const statuses = new Set((await answers).map(({ response }) => response.status));
  expect(statuses).toEqual(new Set([200, 503]));
  for (const { response, text } of await answers) {
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    if (response.status === 200) continue;
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(/<h1>Too many ask at once<\/h1>/.test(text)).toBe(true);
  }
  expect((await visit(EXPLORE, '198.51.100.2')).status).toBe(200);
  // The one that asks for the metrics is under way itself.
  await vi.waitFor(
    async () => expect(await metric('casus_http_requests_under_way')).toBe(1),
    20_000,
  );
  for (const kind of ['light', 'ordinary', 'large', 'dear']) {
    const name = `casus_admission_requests{kind="${kind}",state="under way"}`;
    expect(await metric(name)).toBe(0);
  }
}, 120_000);

test('an API that is there but busy is not called out of reach', async () => {
  const busy = createServer((_, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '7' });
    const errors = [{ message: 'Too much to do.', extensions: { code: 'OVERLOADED' } }];
    response.end(JSON.stringify({ errors }));
  });
  await new Promise<void>((resolve) => busy.listen(0, 'localhost', resolve));
  onTestFinished(() => void busy.close());
  const { port } = busy.address() as AddressInfo;
  const behind = await startSite({ CASUS_API_URL: `http://localhost:${port}/graphql` });
  const response = await fetch(`${behind}/conflicts`);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
  expect(await response.text()).toMatch(/<h1[^>]*>Too many ask at once/);
}, 60_000);

describe('one reader', () => {
  test('has so many pages a minute; others have theirs, and what belongs to pages is not counted', async () => {
    const status = async (path: string, reader: string) => (await visit(path, reader)).status;
    for (let page = 0; page < 6; page++) expect(await status('/about', '192.0.2.1')).toBe(200);
    const refused = await visit('/ru/about', '192.0.2.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('<html lang="ru"');
    expect(await status('/icon.svg', '192.0.2.1')).toBe(200);
    expect(await status('/about', '192.0.2.2')).toBe(200);
  });

  test('is who the API counts, not the site', async () => {
    const pages = async (reader: string) => {
      const statuses: number[] = [];
      for (let page = 0; page < 6; page++) {
        const response = await fetch(`${loose}${EXPLORE}`, {
          headers: { 'x-forwarded-for': reader },
        });
        await response.text();
        statuses.push(response.status);
      }
      return statuses;
    };
    const loose = await startSite({
      CASUS_API_URL: `${api}/graphql`,
      CASUS_SITE_RATE_LIMIT: '0',
    });
    const asked = [...(await pages('192.0.2.11')), ...(await pages('192.0.2.11'))];
    expect(asked[0]).toBe(200);
    expect(asked.at(-1)).toBe(429);
    expect((await pages('192.0.2.12'))[0]).toBe(200);
  }, 120_000);

  test('cannot pass for another by a header, where no proxy is believed', async () => {
    const alone = await startSite({
      CASUS_API_URL: `${api}/graphql`,
      CASUS_TRUST_PROXY: 'none',
      CASUS_SITE_RATE_LIMIT: '1',
    });
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${alone}/about`, { headers })).status;
    expect(await status({ 'x-forwarded-for': '192.0.2.21' })).toBe(200);
    expect(await status({ 'x-forwarded-for': '192.0.2.22' })).toBe(429);
    expect(await status({ forwarded: 'for=192.0.2.23', 'x-casus-reader': '192.0.2.23' })).toBe(429);
    // A reader on this machine is not limited by the minute.
    for (let page = 0; page < 3; page++) expect(await status({})).toBe(200);
  });
});

test('whose reader has left asks the API no more', async () => {
  const asked: IncomingMessage[] = [];
  let left = 0;
  const silent = createServer((request, response) => {
    asked.push(request);
    response.once('close', () => (left += 1));
  });
  await new Promise<void>((resolve) => silent.listen(0, 'localhost', resolve));
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const { port } = silent.address() as AddressInfo;
  const waiting = await startSite({ CASUS_API_URL: `http://localhost:${port}/graphql` });
  const leaving = new AbortController();
  const page = fetch(`${waiting}/conflicts`, { signal: leaving.signal }).catch(() => {});
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0), { timeout: 20_000 });
  leaving.abort();
  await page;
  await vi.waitFor(() => expect(left).toBe(asked.length), { timeout: 5_000 });
}, 60_000);

describe('a request', () => {
  const exchange = async (text: string) => {
    const { port } = new URL(site);
    const socket = connect(Number(port), 'localhost');
    onTestFinished(() => void socket.destroy());
    socket.write(text);
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) answer += chunk;
    return answer;
  };
  const about = (host: string) =>
    exchange(
      `GET /about HTTP/1.1\r\nhost: ${host}\r\nx-forwarded-for: 192.0.2.31\r\nconnection: close\r\n\r\n`,
    );

  test('whose Host names no host is refused, and another place is not repeated', async () => {
    expect((await about('a b')).slice(0, 12)).toBe('HTTP/1.1 400');
    const answer = await about('evil.example');
    expect(answer.slice(0, 12)).toBe('HTTP/1.1 200');
    expect(/evil\.example/.exec(answer)).toBeNull();
  });

  test('of which half comes ends with 408', async () => {
    const answer = await exchange('GET /about HTTP/1.1\r\nhost: localhost\r\n');
    expect(answer.slice(0, 12)).toBe('HTTP/1.1 408');
  });
});

function start(script: string, args: string[], variables: Record<string, string>): Promise<string> {
  const child = fork(join(ROOT, script), args, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once('message', ({ listening }: { listening: string }) => resolve(listening));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return gone;
}
