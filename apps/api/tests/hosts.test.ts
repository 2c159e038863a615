import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { alsoServe, startApi, type RunningApi } from './api.ts';

let api: RunningApi;
let port: number;
beforeAll(async () => {
  api = await startApi({ CASUS_REQUEST_SECONDS: '1' });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = api.app.server.address() as AddressInfo);
});
afterAll(() => api.close());

/** Sends text as it is, and gives all that comes until the server ends the connection. */
async function exchange(text: string, keepSending?: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(text);
  keepSending?.(socket);
  let answer = '';
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk;
  return answer;
}

const forgedIn = (text: string) => /evil\.example|gopher/.exec(text);
/** Where a feed's own links lead, reports left aside. */
const originsOf = (feed: string) =>
  new Set(
    [...feed.matchAll(/<link rel="(?:self|next|alternate)" href="([^"]+)"/g)].map(
      ([, href]) => new URL(href!).origin,
    ),
  );

const FEED = '/conflicts/kyrgyzstan-tajikistan/feed.atom';
const ROUTES = [
  '/',
  '/feed.atom',
  FEED,
  '/conflicts/kyrgyzstan-tajikistan.json',
  '/datasets.json',
  '/events.csv',
  '/claims.geojson',
  '/answer.json?query={__typename}',
  '/graphql?query={__typename}',
  '/schema.json',
  '/health',
  '/ready',
  '/nothing',
];

describe('a Host header', () => {
  test.each(ROUTES)('that names no host is refused at %s', async (route) => {
    for (const host of ['a b', 'evil.example:x', '[::1', 'user@evil.example', 'evil.example/x']) {
      const answer = await exchange(
        `GET ${route} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
      );
      expect(answer.split('\r\n', 1)[0], host).toBe('HTTP/1.1 400 Bad Request');
      expect(answer.includes('BAD_REQUEST'), host).toBe(true);
    }
  });

  test('that comes twice is refused', async () => {
    const answer = await exchange(
      'GET /feed.atom HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\nconnection: close\r\n\r\n',
    );
    expect(answer.slice(0, 12)).toBe('HTTP/1.1 400');
  });

  test.each([FEED, '/feed.atom', '/conflicts/kyrgyzstan-tajikistan.json', '/events.ndjson', '/'])(
    'of another place is not repeated by %s',
    async (route) => {
      const forged = [
        'host: evil.example',
        'x-forwarded-host: evil.example',
        'x-forwarded-proto: gopher',
        'forwarded: host=evil.example',
      ];
      for (const trusted of ['none', 'loopback']) {
        const app = await alsoServe(api, { CASUS_TRUST_PROXY: trusted });
        onTestFinished(() => app.close());
        const headers = Object.fromEntries(forged.map((line) => line.split(': ', 2)));
        const { body, headers: answered } = await app.inject({ url: route, headers });
        expect(forgedIn(`${JSON.stringify(answered)} ${body}`)).toBeNull();
      }
      const answer = await exchange(
        `GET ${route} HTTP/1.1\r\n${forged.join('\r\n')}\r\nconnection: close\r\n\r\n`,
      );
      expect(answer.slice(0, 12)).toMatch(/HTTP\/1.1 (200|302)/);
      expect(forgedIn(answer)).toBeNull();
    },
  );

  test('has no part in the addresses that a feed gives: those are of where it listens', async () => {
    const answer = await exchange(
      `GET ${FEED} HTTP/1.1\r\nhost: localhost:1\r\nconnection: close\r\n\r\n`,
    );
    expect(originsOf(answer)).toEqual(new Set([`http://localhost:${port}`]));
  });

  test('has no more part in them where the request names a whole address', async () => {
    const answer = await exchange(
      `GET http://evil.example${FEED} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`,
    );
    expect(answer.slice(0, 12)).toBe('HTTP/1.1 200');
    expect(forgedIn(answer)).toBeNull();
  });

  test('CASUS_PUBLIC_API_URL says how readers write them', async () => {
    const app = await alsoServe(api, {
      CASUS_PUBLIC_API_URL: 'https://casus.example/api/graphql',
    });
    onTestFinished(() => app.close());
    const feed = await app.inject(FEED);
    expect(originsOf(feed.body)).toEqual(new Set(['https://casus.example']));
    expect(feed.body.includes(`"https://casus.example/api${FEED}"`)).toBe(true);
    const { headers } = await app.inject('/events.csv?countries=KG');
    expect(headers.link).toContain('<https://casus.example/api/events.csv?countries=KG&asOf=');
    expect(headers.link).toContain('<https://casus.example/api/events.csv-metadata.json>');
  });
});

describe('who sends half a request', () => {
  test('a body that never ends is given up with 408', async () => {
    const answer = await exchange(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":',
    );
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
  });

  test('headers that never end are, too, though they keep coming', async () => {
    let dripping: NodeJS.Timeout | undefined;
    const answer = await exchange('GET /graphql HTTP/1.1\r\nhost: localhost\r\n', (socket) => {
      dripping = setInterval(() => socket.writable && socket.write('x-more: 1\r\n'), 100);
      socket.on('error', () => {});
    });
    clearInterval(dripping);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
  });
});

test('requests under way are counted down however a subscription ends', async () => {
  const underWay = async () => {
    const metrics = await api.app.inject('/metrics');
    return Number(/^casus_http_requests_under_way (\d+)$/m.exec(metrics.body)![1]);
  };
  const query = 'subscription { claimRecorded(conflict: "kyrgyzstan-tajikistan") { summary } }';
  const body = JSON.stringify({ query });
  const subscribe = async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n' +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await new Promise((resolve) => socket.once('data', resolve));
    return socket;
  };
  const [left, reset, ended] = [await subscribe(), await subscribe(), await subscribe()];
  expect(await underWay()).toBe(4);
  left.end();
  left.destroy();
  reset.resetAndDestroy();
  // As when a proxy in between gives up: the answer can't be written any more.
  ended.destroy(new Error('gone'));
  // The one that asks for the metrics is under way itself.
  await vi.waitFor(async () => expect(await underWay()).toBe(1), { timeout: 5_000 });
});
