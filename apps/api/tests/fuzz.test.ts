import { schema } from '@casus/schema/schema';
import fc from 'fast-check';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type RunningApi } from './api.ts';
import { PUBLISHED_CODES } from './error-codes.ts';
import { operations } from './fuzz/operations.ts';
import { bodies, documents, requests } from './fuzz/requests.ts';

/** The same every time; another finds other things: CASUS_FUZZ_SEED=$RANDOM vitest run tests/fuzz.test.ts */
const seed = Number(process.env['CASUS_FUZZ_SEED'] ?? 20220916);

let api: RunningApi;
let port: number;
beforeAll(async () => {
  api = await startApi({ CASUS_RATE_LIMIT: '0' });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = api.app.server.address() as AddressInfo);
});
afterAll(() => api.close());

/**
 * Words of the inside that no client should read; none is among what is sent. What may have been meant is said of things on
 * record, by slug and name, not of the schema, which graphql tells by the name alone.
 */
const INSIDE =
  /Did you mean (?!\\?"[^"\\]*\\?" \()|node_modules|\.ts:\d|\n {4}at |Failed query|syntax error at|invalid input syntax|invalid byte sequence|out of range for type|violates|relation "|column "|pglite|drizzle|is not a function|Cannot read prop|originalError|"stack"/;

interface Answered {
  statusCode: number;
  headers: Record<string, unknown>;
  body: string;
}

/** A client's mistake is told as one, with a code that is published and nothing of the inside. */
function expectTyped({ statusCode, headers, body }: Answered): void {
  expect(statusCode, body).toBeLessThan(500);
  if (body === '') return;
  const type = String(headers['content-type']);
  if (statusCode >= 400) expect(type).toMatch(/json|event-stream|multipart/);
  if (type.includes('html')) return;
  // One answer, or several in pieces for who asked for it so.
  const texts = type.includes('json') ? [body] : (body.match(/(?<=^|^data: )\{.*\}$/gm) ?? []);
  const answers = texts.flatMap((text) => JSON.parse(text) as Answers);
  const errors = answers.flatMap((one) => one?.errors ?? []);
  if (statusCode >= 400) expect(errors, body).not.toEqual([]);
  for (const { message, extensions } of errors) {
    expect(PUBLISHED_CODES, message).toContain(extensions?.code);
    expect(extensions?.code, message).not.toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify({ message, extensions })).not.toMatch(INSIDE);
  }
}

type Answer = { errors?: { message: string; extensions?: { code?: string } }[] } | null;
type Answers = Answer | Answer[];

async function holds<Input>(
  arbitrary: fc.Arbitrary<Input>,
  numRuns: number,
  send: (input: Input) => Promise<Answered>,
): Promise<void> {
  const property = fc.asyncProperty(arbitrary, async (input) => expectTyped(await send(input)));
  await fc.assert(property, { seed, numRuns });
}

const post = (payload: unknown): Promise<Answered> =>
  api.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload:
      typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
  });

describe(`whatever is sent, the mistake is told as the client’s (seed ${seed})`, () => {
  afterEach(async () => {
    const { data } = await api.ask('{ conflict(slug: "kyrgyzstan-tajikistan") { name } }');
    expect(data).toEqual({ conflict: { name: 'Kyrgyzstan – Tajikistan' } });
  });

  test('3,000 documents that are none', () => holds(documents, 3_000, (query) => post({ query })));

  test('2,000 documents with hostile arguments, of every field that takes any', () =>
    holds(operations(schema, 'literals'), 2_000, post));

  test('2,000 times hostile variables, for every field that takes any', () =>
    holds(operations(schema, 'variables'), 2_000, post));

  test('3,000 bodies that are no JSON, or no question', () => holds(bodies, 3_000, post));

  test('3,000 requests by any method to any address with any headers', () =>
    holds(requests, 3_000, async (request) => {
      const answer = await api.app.inject(request);
      // Nothing is refused without a word, but for who asked for none.
      if (answer.statusCode >= 400 && request.method !== 'HEAD') expect(answer.body).not.toBe('');
      return answer;
    }));

  test('600 requests that break off or are no HTTP', async () => {
    const raw = fc.oneof(cutOff, unreadable);
    await fc.assert(
      fc.asyncProperty(raw, async (bytes) => {
        for (const answer of answersIn(await exchange(bytes))) expectTyped(answer);
      }),
      { seed, numRuns: 600 },
    );
  });
});

const QUESTION = JSON.stringify({ query: '{ conflict(slug: "x") { name } }' });

/** Right, but for how much of it comes, or how much it says will come. */
const cutOff = fc
  .record({
    length: fc.constantFrom(
      '30',
      '31',
      '32',
      '10000',
      '0',
      '-1',
      'x',
      '99999999999999999999',
      '+32',
      '32, 33',
    ),
    chunked: fc.boolean(),
    sent: fc.nat(400),
  })
  .map(({ length, chunked, sent }) =>
    [
      'POST /graphql HTTP/1.1',
      'host: localhost',
      'content-type: application/json',
      chunked ? 'transfer-encoding: chunked' : `content-length: ${length}`,
      '',
      chunked ? `${length}\r\n${QUESTION}\r\n0\r\n\r\n` : QUESTION,
    ]
      .join('\r\n')
      .slice(0, 60 + sent),
  );

const unreadable = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.constantFrom(
    'GET / HTTP/9.9\r\n\r\n',
    'GET /graphql?query={ __typename } HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n',
    'BREW /graphql HTTP/1.1\r\nhost: x\r\n\r\n',
    'CONNECT x:443 HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: x\r\nx: \u0000\r\n\r\n',
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET http://elsewhere/graphql?query={__typename} HTTP/1.1\r\nhost: [::bad\r\n\r\n',
    'GET //[/graphql HTTP/1.1\r\nhost: x\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    'GET /graphql?query={__typename} HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  ),
);

/** Sends the bytes, ends the sending, and gives what came back until the server ended too. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    // Reset by the server while bytes are still on their way is an answer too.
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    // What the server waits for the rest of, it will not get.
    socket.setTimeout(250, () => socket.destroy());
  });
}

function answersIn(text: string): Answered[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter(Boolean)
    .map((one) => {
      const [head = '', body = ''] = one.split('\r\n\r\n', 2);
      return {
        statusCode: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
        headers: { 'content-type': /^content-type: (.*)$/im.exec(head)?.[1] },
        body,
      };
    });
}
