import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { followPages } from './pages.ts';
import { openInput, type InputOptions } from './open.ts';

const CSV = `id,name\n${'1,Ошибка\n'.repeat(40_000)}`;
const BYTES = Buffer.from(CSV);
const HALF = Math.floor(BYTES.length / 2);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers = [];
});

/** A server on this machine, and what it was asked for. */
async function serving(answer: RequestListener) {
  const requests: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url!, headers: request.headers });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, requests };
}

/** Reads all that is at an address, without waiting where it would. */
async function readAll(address: string, options: InputOptions = {}) {
  const retries: string[] = [];
  const pauses: number[] = [];
  const input = await openInput(address, {
    onRetry: (reason) => retries.push(reason),
    pause: async (ms) => void pauses.push(ms),
    ...options,
  });
  try {
    const contents = await text(input.bytes);
    return { contents, size: input.size, names: input.names, retries, pauses };
  } finally {
    input.close();
  }
}

it('reads a file, and tells what it is called by its address', async () => {
  const { origin } = await serving((_, response) => response.end(BYTES));
  const { contents, names } = await readAll(`${origin}/data/GEDEvent_v22_1.csv?download=1`);
  expect(contents).toBe(CSV);
  expect(names).toEqual(['GEDEvent_v22_1.csv', '/data/GEDEvent_v22_1.csv']);
});

it('unpacks it', async () => {
  const packed = gzipSync(BYTES);
  const { origin } = await serving((_, response) => response.end(packed));
  const { contents, names } = await readAll(`${origin}/ged.csv.gz`);
  expect(contents).toBe(CSV);
  expect(names[0]).toBe('ged.csv');
});

describe('a redirection', () => {
  it('is followed, and the name at its end is the closest to the data', async () => {
    const { origin } = await serving(({ url }, response) => {
      if (url === '/latest') response.writeHead(302, { location: '/GEDEvent_v26_0_7.csv' }).end();
      else response.end(BYTES);
    });
    const { contents, names } = await readAll(`${origin}/latest`);
    expect(contents).toBe(CSV);
    expect(names).toEqual(['GEDEvent_v26_0_7.csv', 'latest', '/latest']);
  });

  it('that comes round again is given up', async () => {
    const { origin } = await serving((_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    await expect(readAll(`${origin}/again`)).rejects.toThrow('redirects more than 10 times');
  });

  it('to another server does not take the token along', async () => {
    const other = await serving((_, response) => response.end(BYTES));
    const { origin, requests } = await serving((_, response) =>
      response.writeHead(307, { location: `${other.origin}/ged.csv` }).end(),
    );
    await readAll(`${origin}/ged.csv`, { token: { header: 'x-token', value: 'secret' } });
    expect(requests[0]!.headers['x-token']).toBe('secret');
    expect(other.requests[0]!.headers['x-token']).toBeUndefined();
  });
});

describe('a line that is cut', () => {
  /** Ends the first answers half-way, then gives what is asked for. */
  const cutting = (times: number, headers: Record<string, string>, ranges = true) => {
    let cuts = 0;
    return serving((request, response) => {
      const [, start = '0'] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
      const from = ranges ? Number(start) : 0;
      const length = String(BYTES.length - from);
      const range = { 'content-range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` };
      response.writeHead(from > 0 ? 206 : 200, {
        ...headers,
        'content-length': length,
        ...(from > 0 && range),
      });
      if (cuts >= times) return void response.end(BYTES.subarray(from));
      cuts += 1;
      response.write(BYTES.subarray(from, from + HALF / times), () => response.destroy());
    });
  };

  it('is taken up where it was cut, of the same file', async () => {
    const { origin, requests } = await cutting(2, { etag: '"one"' });
    const { contents, retries, pauses } = await readAll(`${origin}/ged.csv`, { sha256: SHA256 });
    expect(contents === CSV).toBe(true);
    expect(requests.map(({ headers }) => headers['if-range'])).toEqual([
      undefined,
      '"one"',
      '"one"',
    ]);
    expect(requests[1]!.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(retries).toHaveLength(2);
    expect(retries[0]).toMatch(/^the connection was cut after [\d,]+ bytes$/);
    expect(pauses).toEqual([1_000, 1_000]);
  });

  it.each([
    ['has no tag or date for the file', {}, true],
    ['gives no parts of it', { etag: '"one"' }, false],
  ])('is read from its beginning where the server %s', async (_, headers, ranges) => {
    const { origin } = await cutting(1, headers, ranges);
    expect((await readAll(`${origin}/ged.csv`)).contents === CSV).toBe(true);
  });

  it('is given up after some tries that bring nothing', async () => {
    const { origin } = await serving((request, response) => {
      const from = request.headers.range ? HALF : 0;
      const range = { 'content-range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` };
      response.writeHead(from > 0 ? 206 : 200, {
        etag: '"one"',
        'content-length': BYTES.length - from,
        ...(from > 0 && range),
      });
      if (from > 0) response.flushHeaders();
      response.write(BYTES.subarray(from, HALF), () => response.destroy());
    });
    await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow(
      /the connection .*; given up after 5 tries/,
    );
  });

  it.each([
    ['another file answers', '"two"', true],
    ['the beginning is another', undefined, false],
  ])('is refused where %s', async (_, tag, ranges) => {
    const other = Buffer.from(BYTES);
    other[10]! ^= 1;
    let first = true;
    const { origin } = await serving((request, response) => {
      const headers = { ...(tag && { etag: first ? '"one"' : tag }) };
      // A server sends all of a file that is not the one the client has a part of.
      response.writeHead(200, { ...headers, 'content-length': other.length });
      if (!first) return void response.end(other);
      first = false;
      response.write(BYTES.subarray(0, HALF), () => response.destroy());
      expect(ranges || request.headers.range === undefined).toBe(true);
    });
    await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow(
      'the file on the server was changed while it was read: run it again',
    );
  });
});

it('that says more than it gives is cut off', async () => {
  const { origin } = await serving((_, response) => {
    response.writeHead(200, { 'content-length': BYTES.length + 5 });
    response.write(BYTES, () => response.destroy());
  });
  await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow('given up after 5 tries');
});

describe('a hash that is given', () => {
  it('is compared with the file', async () => {
    const { origin } = await serving((_, response) => response.end(BYTES));
    await expect(readAll(`${origin}/a`, { sha256: SHA256.toUpperCase() })).resolves.toBeDefined();
    await expect(readAll(`${origin}/a`, { sha256: '0'.repeat(64) })).rejects.toThrow(
      `not the file you mean: its SHA-256 is ${SHA256}, not 000`,
    );
    await expect(readAll(`${origin}/a`, { sha256: 'abc' })).rejects.toThrow(
      '“abc” is not a SHA-256: write its 64 hexadecimal digits',
    );
  });
});

describe('a server that does not give the file', () => {
  it.each([
    [404, 'there is no such file (404 Not Found)'],
    [401, 'the server wants a token (401 Unauthorized: “say who you are”): add --token'],
    [400, 'the server answers 400 Bad Request: “say who you are”'],
  ])('with %i is named', async (status, message) => {
    const { origin, requests } = await serving((_, response) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end('say\nwho you are\n'),
    );
    await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow(message);
    expect(requests).toHaveLength(1);
  });

  it('is asked again when it says so, after as long as it says', async () => {
    let asked = 0;
    const { origin } = await serving((_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503, { 'retry-after': '7' }).end();
      else if (asked === 2) response.writeHead(429).end();
      else response.end(BYTES);
    });
    const { contents, retries, pauses } = await readAll(`${origin}/ged.csv`);
    expect(contents).toBe(CSV);
    expect(retries).toEqual([
      'the server answers 503 Service Unavailable',
      'the server answers 429 Too Many Requests',
    ]);
    expect(pauses).toEqual([7_000, 2_000]);
  });

  it('is left alone when it asks for more than minutes', async () => {
    const { origin } = await serving((_, response) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    );
    await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow(
      'the server answers 503 Service Unavailable; it asks to come back in 60 minutes',
    );
  });

  it('is given up after five tries', async () => {
    const { origin, requests } = await serving((_, response) => response.writeHead(500).end());
    await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow('given up after 5 tries');
    expect(requests).toHaveLength(5);
  });

  it('that does not answer is named', async () => {
    const { origin } = await serving(() => {});
    servers[0]!.close();
    await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow(
      `nobody answers at ${new URL(origin).host}; given up after 5 tries`,
    );
  });

  it('gives a page for people instead', async () => {
    const { origin } = await serving((_, response) => response.end('<!DOCTYPE html><p>Sorry'));
    await expect(readAll(`${origin}/ged.csv`)).rejects.toThrow('a web page, not a file of data');
  });
});

it('ends with the reason when it is stopped', async () => {
  const stop = new AbortController();
  const { origin } = await serving((_, response) => {
    response.writeHead(200, { 'content-length': BYTES.length });
    response.write(BYTES.subarray(0, HALF));
  });
  const input = await openInput(`${origin}/ged.csv`, { signal: stop.signal });
  const reading = text(input.bytes);
  stop.abort(new Error('stopped'));
  await expect(reading).rejects.toThrow('stopped');
});

it.each([
  ['http://user:secret@127.0.0.1/ged.csv', {}, 'an address with a password in it'],
  ['http://', {}, 'not an address'],
  [
    'http://example.org/ged.csv',
    { token: { header: 'x-token', value: 'secret' } },
    'a token is sent over https alone',
  ],
])('refuses %s', async (address, options, message) => {
  await expect(readAll(address, options)).rejects.toThrow(message);
});

describe('pages', () => {
  const nextOf = (page: string) => (JSON.parse(page) as { next: string | null }).next;
  const read = async (origin: string, options = {}) => {
    const address = `${origin}/events?page=0`;
    const { bytes } = await openInput(address, options);
    return text(followPages(bytes, new URL(address), nextOf, options));
  };

  it('are followed to the last, with the token', async () => {
    const { origin, requests } = await serving(({ url, headers }, response) => {
      const page = Number(new URL(url!, 'http://localhost').searchParams.get('page'));
      const next = page < 2 ? `http://${headers.host}/events?page=${page + 1}` : null;
      response.end(JSON.stringify({ page, next }));
    });
    const token = { header: 'x-token', value: 'secret' };
    const pages = (await read(origin, { token })).split('\n').map((page) => JSON.parse(page).page);
    expect(pages).toEqual([0, 1, 2]);
    expect(requests.map(({ headers }) => headers['x-token'])).toEqual([
      'secret',
      'secret',
      'secret',
    ]);
  });

  it.each([
    ['/events?page=0', 'its pages come round to'],
    ['https://example.org/events?page=1', 'on another server'],
  ])('that lead to %s are refused', async (next, message) => {
    const { origin } = await serving((_, response) => response.end(JSON.stringify({ next })));
    await expect(read(origin)).rejects.toThrow(message);
  });
});
