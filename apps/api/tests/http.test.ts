import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { alsoServe, startApi, type RunningApi } from './api.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

async function serve(environment: Record<string, string>): Promise<FastifyInstance> {
  const app = await alsoServe(api, environment);
  onTestFinished(() => app.close());
  return app;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const QUESTION = JSON.stringify({ query: '{ __typename }' });
const post = (payload = QUESTION, headers: Record<string, string> = {}) =>
  ({ method: 'POST', url: '/graphql', headers: { ...JSON_TYPE, ...headers }, payload }) as const;
const get = (query = '{ __typename }', headers: Record<string, string> = {}) =>
  ({ url: `/graphql?query=${encodeURIComponent(query)}`, headers }) as const;
const codeOf = (response: { json(): { errors: { extensions: { code: string } }[] } }) =>
  response.json().errors[0]!.extensions.code;

/** An answer of some kilobytes. */
const LONG = '{ __schema { types { name description } } }';

describe('a request body', () => {
  test('may have CASUS_MAX_BODY_BYTES and not one more', async () => {
    const app = await serve({ CASUS_MAX_BODY_BYTES: '2000' });
    const sized = (bytes: number) => QUESTION.padEnd(bytes);
    expect((await app.inject(post(sized(2000)))).json()).toEqual({ data: { __typename: 'Query' } });
    const refused = await app.inject(post(sized(2001)));
    expect(refused.statusCode).toBe(413);
    expect(refused.json()).toMatchInlineSnapshot(`
      {
        "errors": [
          {
            "extensions": {
              "code": "BODY_TOO_LARGE",
            },
            "message": "The body is longer than 2000 bytes. Ask in several requests.",
          },
        ],
      }
    `);
  });

  test.each([
    ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name=query\r\n\r\n{__typename}\r\n--x--',
    ],
    ['text/plain', QUESTION],
    ['text/plain; charset=application/json', QUESTION],
    ['application/graphql', '{ __typename }'],
    ['nonsense', QUESTION],
  ])('sent as %s by any page of the web is not read', async (type, payload) => {
    const response = await api.app.inject(post(payload, { 'content-type': type }));
    expect(response.statusCode).toBe(415);
    expect(codeOf(response)).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(response.json()).not.toHaveProperty('data');
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'application/graphql+json'])(
    'sent as %s is read',
    async (type) => {
      const response = await api.app.inject(post(QUESTION, { 'content-type': type }));
      expect(response.json()).toEqual({ data: { __typename: 'Query' } });
    },
  );

  test('is not needed, but what stands in its place in an address is JSON too', async () => {
    for (const parameters of ['variables=[', 'extensions={']) {
      const response = await api.app.inject(`/graphql?query={__typename}&${parameters}`);
      expect([response.statusCode, codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
    }
  });

  test('that is compressed is refused', async () => {
    const response = await api.app.inject(post(QUESTION, { 'content-encoding': 'gzip' }));
    expect([response.statusCode, codeOf(response)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });
});

describe('the rate limit', () => {
  const from = (address: string) => ({ ...post(), remoteAddress: address });

  test('counts each address for itself and says when to come again', async () => {
    const app = await serve({ CASUS_RATE_LIMIT: '3' });
    for (const remaining of ['2', '1', '0']) {
      const { statusCode, headers } = await app.inject(from('203.0.113.7'));
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': remaining });
      expect(Number(headers['ratelimit-reset'])).toBeLessThanOrEqual(60);
    }
    const refused = await app.inject(from('203.0.113.7'));
    expect(refused.statusCode).toBe(429);
    expect(codeOf(refused)).toBe('RATE_LIMITED');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['access-control-allow-origin']).toBe('*');
    expect((await app.inject(from('203.0.113.8'))).statusCode).toBe(200);
    // Neither another route nor an address of nothing is a way round it; a health check is not held up.
    const elsewhere = (url: string) => app.inject({ url, remoteAddress: '203.0.113.7' });
    expect((await elsewhere('/nothing')).statusCode).toBe(429);
    expect((await elsewhere('/health')).statusCode).toBe(200);
  });

  test('takes one IPv6 network for one client', async () => {
    const app = await serve({ CASUS_RATE_LIMIT: '1' });
    expect((await app.inject(from('2001:db8:0:1::1'))).statusCode).toBe(200);
    expect((await app.inject(from('2001:db8:0:1:ffff::2'))).statusCode).toBe(429);
    expect((await app.inject(from('2001:db8:0:2::1'))).statusCode).toBe(200);
  });

  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '::1'],
    ['loopback', '::ffff:127.0.0.1'],
    ['10.1.0.0/16, 192.0.2.5', '10.1.200.3'],
    ['10.1.0.0/16, 192.0.2.5', '192.0.2.5'],
    ['uniquelocal', 'fd00::7'],
  ])('does not hold for CASUS_TRUSTED_CLIENTS=%s from %s', async (trusted, address) => {
    const app = await serve({ CASUS_RATE_LIMIT: '1', CASUS_TRUSTED_CLIENTS: trusted });
    for (let asked = 0; asked < 4; asked++) {
      expect((await app.inject(from(address))).statusCode).toBe(200);
    }
  });

  test.each([
    ['none', '127.0.0.1'],
    ['10.1.0.0/16', '10.2.0.1'],
    ['10.1.0.0/16', '127.0.0.1'],
  ])('holds with CASUS_TRUSTED_CLIENTS=%s for %s', async (trusted, address) => {
    const app = await serve({ CASUS_RATE_LIMIT: '1', CASUS_TRUSTED_CLIENTS: trusted });
    await app.inject(from(address));
    expect((await app.inject(from(address))).statusCode).toBe(429);
  });

  const forwarded = (client: string) => ({
    ...post(QUESTION, { 'x-forwarded-for': client }),
    remoteAddress: '127.0.0.1',
  });

  test('goes by the client a trusted proxy names, and by no address a client makes up', async () => {
    const app = await serve({ CASUS_RATE_LIMIT: '1', CASUS_TRUST_PROXY: 'loopback' });
    expect((await app.inject(forwarded('203.0.113.7'))).statusCode).toBe(200);
    expect((await app.inject(forwarded('127.0.0.1, 203.0.113.7'))).statusCode).toBe(429);
    expect((await app.inject(forwarded('203.0.113.8'))).statusCode).toBe(200);
  });

  test('is not lifted by a proxy that nobody configured', async () => {
    const app = await serve({ CASUS_RATE_LIMIT: '1' });
    expect((await app.inject(forwarded('203.0.113.7'))).statusCode).toBe(200);
    expect((await app.inject(forwarded('203.0.113.8'))).statusCode).toBe(429);
  });

  test('is off at 0', async () => {
    const app = await serve({ CASUS_RATE_LIMIT: '0' });
    const { statusCode, headers } = await app.inject(from('203.0.113.7'));
    expect([statusCode, headers['ratelimit-limit']]).toEqual([200, undefined]);
  });
});

describe('other sites', () => {
  const preflight = (origin: string) =>
    ({
      method: 'OPTIONS',
      url: '/graphql',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    }) as const;
  const SITE = 'https://example.org';

  test('may all read, without credentials, and ask once a day', async () => {
    const { statusCode, headers } = await api.app.inject(preflight(SITE));
    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '86400',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    const answer = await api.app.inject(post(QUESTION, { origin: SITE }));
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toBe(
      'accept-ranges, allow, content-disposition, content-range, etag, link, repr-digest, x-casus-rows, x-casus-schema, ' +
        'x-casus-position, x-request-id, ratelimit-limit, ratelimit-remaining, ratelimit-reset, ' +
        'ratelimit-cost-limit, ratelimit-cost-remaining, ratelimit-cost-reset, retry-after',
    );
  });

  test('are told apart when named', async () => {
    const app = await serve({ CASUS_CORS_ORIGINS: SITE });
    const asked = async (origin: string) =>
      (await app.inject(post(QUESTION, { origin }))).headers['access-control-allow-origin'];
    expect(await asked(SITE)).toBe(SITE);
    expect(await asked('https://example.com')).not.toBe('https://example.com');
  });

  test('may not read with CASUS_CORS_ORIGINS=none', async () => {
    const app = await serve({ CASUS_CORS_ORIGINS: 'none' });
    const { headers } = await app.inject(post(QUESTION, { origin: SITE }));
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect((await app.inject(preflight(SITE))).headers).not.toHaveProperty(
      'access-control-allow-origin',
    );
  });
});

describe('compression', () => {
  test.each([
    // What clients on Node 20 send, and can't all read.
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['zstd, gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['gzip', 'gzip', gunzipSync],
    ['zstd', 'zstd', zstdDecompressSync],
  ])('for %s is %s', async (accepted, encoding, decompress) => {
    const plain = await api.app.inject(get(LONG));
    const response = await api.app.inject(get(LONG, { 'accept-encoding': accepted }));
    expect(response.headers['content-encoding']).toBe(encoding);
    expect(response.headers['vary']).toContain('accept-encoding');
    expect(response.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    expect(decompress(response.rawPayload).toString()).toBe(plain.body);
  });

  test('is left out where it is not asked for, and below CASUS_COMPRESS_FROM_BYTES', async () => {
    expect((await api.app.inject(get(LONG))).headers).not.toHaveProperty('content-encoding');
    const gzip = { 'accept-encoding': 'gzip' };
    expect((await api.app.inject(get(undefined, gzip))).headers).not.toHaveProperty(
      'content-encoding',
    );
    const app = await serve({ CASUS_COMPRESS_FROM_BYTES: '10' });
    expect((await app.inject(get(undefined, gzip))).headers['content-encoding']).toBe('gzip');
  });
});

test('an answer that comes in pieces is neither compressed nor held back', async () => {
  const response = await api.app.inject(
    get(LONG, { accept: 'text/event-stream', 'accept-encoding': 'gzip, br' }),
  );
  expect(response.headers['content-type']).toBe('text/event-stream');
  expect(response.headers).not.toHaveProperty('content-encoding');
  expect(response.body).toMatch(/^(:\n\n)?event: next\ndata: \{"data"/);
});

describe('caches', () => {
  test('may keep an answer to GET for CASUS_CACHE_SECONDS and ask whether it still holds', async () => {
    const app = await serve({ CASUS_CACHE_SECONDS: '90' });
    const first = await app.inject(get());
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=90',
      vary: 'accept, accept-encoding, x-casus-at-least',
    });
    const etag = String(first.headers['etag']);
    const again = await app.inject(get(undefined, { 'if-none-match': etag }));
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const other = await app.inject(get('{ a: __typename }', { 'if-none-match': etag }));
    expect([other.statusCode, other.json()]).toEqual([200, { data: { a: 'Query' } }]);
  });

  test('keep no mistake and no answer to POST', async () => {
    const mistake = await api.app.inject(get('{ events(first: 0) { totalCount } }'));
    expect(mistake.headers['cache-control']).toBe('no-store');
    const { headers } = await api.app.inject(post());
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
  });
});

describe('the playground', () => {
  const page = (headers: Record<string, string> = {}) =>
    api.app.inject({ url: '/graphql', headers: { accept: 'text/html', ...headers } });

  test('runs its own scripts and nothing else', async () => {
    const { body, headers } = await page();
    const policy = String(headers['content-security-policy']);
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(body)!;
    const hash = createHash('sha256').update(script!).digest('base64');
    expect(policy).toContain(`script-src 'sha256-${hash}';`);
    expect(policy.replace(/'sha256-[^']+'/, 'HASH')).toMatchInlineSnapshot(
      `"default-src 'none'; script-src HASH; worker-src 'self' blob:; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"`,
    );
  });

  test('is compressed once, and not sent to who has it', async () => {
    const { headers, rawPayload } = await page({ 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBe('br');
    expect(rawPayload.length).toBeLessThan(3_000_000);
    const again = await page({ 'if-none-match': String(headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});

describe('addresses and methods', () => {
  test.each([
    ['DELETE', '/graphql', 'GET, HEAD, OPTIONS, POST'],
    ['PUT', '/graphql?query={__typename}', 'GET, HEAD, OPTIONS, POST'],
    ['POST', '/health', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/', 'GET, HEAD, OPTIONS'],
    ['POST', '/conflicts/kyrgyzstan-tajikistan.json', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/conflicts/kyrgyzstan-tajikistan/feed.atom', 'GET, HEAD, OPTIONS'],
  ] as const)('%s %s is told what is taken', async (method, url, allow) => {
    const response = await api.app.inject({ method, url });
    expect([response.statusCode, codeOf(response)]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(response.headers['allow']).toBe(allow);
  });

  test('OPTIONS tells what is taken', async () => {
    const { statusCode, headers } = await api.app.inject({ method: 'OPTIONS', url: '/graphql' });
    expect([statusCode, headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
    expect((await api.app.inject({ method: 'OPTIONS', url: '/nothing' })).statusCode).toBe(404);
  });

  test('HEAD has the headers of GET', async () => {
    const head = await api.app.inject({ method: 'HEAD', ...get() });
    const whole = await api.app.inject(get());
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary']) {
      expect(head.headers[name]).toBe(whole.headers[name]);
    }
  });

  test('an address that cannot be read is told so', async () => {
    const response = await api.app.inject('/%zz');
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'BAD_REQUEST']);
  });

  test('an answer nobody asked for is refused', async () => {
    const response = await api.app.inject(post(QUESTION, { accept: 'image/png' }));
    expect([response.statusCode, codeOf(response)]).toEqual([406, 'NOT_ACCEPTABLE']);
  });
});

test('what is sent says what may be done with it', async () => {
  const { headers } = await api.app.inject(post());
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'cross-origin',
  });
});

test('an error in the middle of serving tells nothing of the inside', async () => {
  const app = await alsoServe(api, {});
  onTestFinished(() => app.close());
  app.get('/broken', () => {
    throw new Error('select secret from password at /src/x.ts:3');
  });
  const response = await app.inject('/broken');
  expect(response.statusCode).toBe(500);
  expect(response.json()).toMatchInlineSnapshot(`
    {
      "errors": [
        {
          "extensions": {
            "code": "INTERNAL_SERVER_ERROR",
          },
          "message": "Something went wrong here; it is not your request. Try again later.",
        },
      ],
    }
  `);
});
