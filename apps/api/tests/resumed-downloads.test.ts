import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';

let api: RunningApi;
let address: string;
beforeAll(async () => {
  api = await startApi();
  address = await api.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => api.close());

const FILES = ['events.csv', 'claims.geojson', 'claims.ndjson'].map(
  (name) => `/${name}?asOf=2026-01-01T00:00:00Z`,
);

/** Bytes, headers included, after which a connection is cut on its way. */
const CUT_AFTER = 8_000;

interface Got {
  status: number;
  headers: IncomingMessage['headers'];
  trailers: IncomingMessage['trailers'];
  body: Buffer;
  /** All of it came. */
  whole: boolean;
}

function fetched(
  path: string,
  headers: OutgoingHttpHeaders = {},
  base = address,
  cutAfter = Infinity,
): Promise<Got> {
  return new Promise((resolve, reject) => {
    get(`${base}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const told = () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          trailers: response.trailers,
          body: Buffer.concat(chunks),
          whole: response.complete,
        });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= cutAfter) response.destroy();
      });
      response.on('error', () => {});
      response.on('close', told);
    }).on('error', reject);
  });
}

const digestOf = (bytes: Buffer) =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

describe.each(FILES)('%s', (path) => {
  test('tells how many rows it has, and its digest at its end', async () => {
    const { status, headers, trailers, body, whole } = await fetched(path);
    expect({ status, whole }).toEqual({ status: 200, whole: true });
    expect(headers['accept-ranges']).toBe('bytes');
    expect(headers['trailer']).toBe('repr-digest');
    expect(trailers['repr-digest']).toBe(digestOf(body));
    const [, rows] = /-(\d+)-of-/.exec(headers['content-disposition']!)!;
    expect(headers['x-casus-rows']).toBe(rows);
  });

  test('is put together from parts, wherever the socket is cut', async () => {
    const whole = await fetched(path);
    const tag = whole.headers.etag!;
    expect(tag).toMatch(/^"/);
    const length = whole.body.length;
    for (const share of [0.07, 0.4, 0.93]) {
      let have = Buffer.alloc(0);
      const step = Math.ceil(length * share);
      while (have.length < length) {
        const range = have.length > 0 && { range: `bytes=${have.length}-`, 'if-range': tag };
        const part = await fetched(path, { ...range }, address, step);
        expect(part.status).toBe(have.length > 0 ? 206 : 200);
        if (range) {
          expect(part.headers['content-range']).toBe(
            `bytes ${have.length}-${length - 1}/${length}`,
          );
          expect(part.headers['repr-digest']).toBe(digestOf(whole.body));
        }
        have = Buffer.concat([have, part.body]);
      }
      expect(have.equals(whole.body)).toBe(true);
    }
  });
});

test('a file whose connection is cut on its way is no whole file to its reader', async () => {
  const [path] = FILES as [string];
  const { port } = new URL(address);
  const proxy = createServer((client) => {
    const server = connect(Number(port), '127.0.0.1');
    client.pipe(server);
    let passed = 0;
    server.on('data', (chunk) => {
      client.write(chunk.subarray(0, CUT_AFTER - passed));
      passed += chunk.length;
      if (passed > CUT_AFTER) client.destroySoon();
    });
    for (const socket of [client, server]) {
      socket.on('error', () => {});
      socket.on('close', () => [client, server].forEach((each) => each.destroy()));
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const cut = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const got = await fetched(path, {}, cut);
  expect(got).toMatchObject({ status: 200, whole: false, trailers: {} });
  const text = fetch(`${cut}${path}`, { headers: { 'accept-encoding': 'identity' } }).then(
    (response) => response.text(),
  );
  await expect(text).rejects.toThrow(/terminated|fetch failed/);
  proxy.close();
});

test('a part of what has changed meanwhile is answered with the whole', async () => {
  const [path] = FILES as [string];
  const headers = { range: 'bytes=100-', 'if-range': '"of another file"' };
  expect((await fetched(path, headers)).status).toBe(200);
  const { headers: first } = await fetched(path);
  await api.store.db.execute('update events set summary = summary');
  const again = await fetched(path, { range: 'bytes=100-', 'if-range': first.etag });
  expect(again.status).toBe(200);
  expect(again.headers.etag).not.toBe(first.etag);
});

test('a part is one from a byte on, within the file', async () => {
  const [path] = FILES as [string];
  const { body } = await fetched(path);
  const within = await fetched(path, { range: 'bytes=10-19' });
  expect([within.status, within.body.toString()]).toEqual([206, body.subarray(10, 20).toString()]);
  const beyond = await fetched(path, { range: `bytes=${body.length}-` });
  expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${body.length}`]);
  const [{ extensions }] = JSON.parse(beyond.body.toString()).errors;
  expect(extensions).toEqual({ code: 'RANGE_NOT_SATISFIABLE' });
  for (const range of ['bytes=-5', 'bytes=0-1,5-6', 'bytes=9-3', 'rows=1-2']) {
    expect((await fetched(path, { range })).status).toBe(200);
  }
});

test('a file of now is never sent in parts, for each is another one', async () => {
  const { status, headers } = await fetched('/events.csv', { range: 'bytes=10-' });
  expect([status, headers['accept-ranges']]).toEqual([200, 'none']);
});

test('what is compressed is whole when it unpacks', async () => {
  const { headers, trailers } = await fetched(FILES[0]!, { 'accept-encoding': 'gzip' });
  expect(headers['content-encoding']).toBe('gzip');
  expect(headers.etag).toMatch(/^W\//);
  expect(trailers).toEqual({});
  const part = await fetched(FILES[0]!, { 'accept-encoding': 'gzip', range: 'bytes=10-19' });
  expect([part.status, part.headers['content-encoding']]).toEqual([206, undefined]);
});
