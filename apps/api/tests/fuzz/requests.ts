import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { TEXTS } from './hostile.ts';

/** Requests that are wrong before anything of them is understood. */

const QUERIES = [
  '{ __typename }',
  'query Front($asOf: DateTime = "2022-09-16T00:00:00Z") { conflict(slug: "kyrgyzstan-tajikistan") { figures(asOf: $asOf) { low high } } }',
  'query A { events(first: 2) { nodes { ...E } } } fragment E on Event { id name deaths { low best high } }',
  '{ node(id: "Q29uZmxpY3Q6eA") { ... on Conflict { name @include(if: true) } } }',
  'subscription { nothing }',
  'mutation { drop(table: "events") }',
];

const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '$',
  '@',
  '...',
  '|',
  '=',
  '&',
  '"',
  '"""',
  '#',
  ',',
  '\n',
  'query',
  'mutation',
  'subscription',
  'fragment',
  'on',
  'null',
  'true',
  '-',
  '1e',
  '0x',
  '.5',
  '00',
  '\\u{110000}',
  '\\uD800',
  '"\\x"',
  '\u0000',
  '\uFEFF',
  '\ud83d',
  '\u202E',
  '💥',
  '__typename',
  'extend type Query { a: Int }',
  '@skip(if: "x")',
  '@deprecated',
  '...F',
  'first: 101',
  '$undeclared',
];

interface Cut {
  at: number;
  length: number;
  piece: string;
}

const cuts = fc.array(
  fc.record<Cut>({
    at: fc.nat(200),
    length: fc.nat(12),
    piece: fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 6 })),
  }),
  { minLength: 1, maxLength: 4 },
);

const damaged = (text: string, all: Cut[]) =>
  all.reduce((left, { at, length, piece }) => {
    const start = at % (left.length + 1);
    return left.slice(0, start) + piece + left.slice(start + length);
  }, text);

/** Documents that were right once, that nest without end, or that never were any. */
export const documents: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...QUERIES), cuts)
      .map(([query, all]) => damaged(query, all)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('{ a ', '[', '(', '{ ... on Query ', '{ node(id: [', '"""', '{ x(a: {b: '),
        fc.integer({ min: 1, max: 3_000 }),
      )
      .map(([piece, times]) => piece.repeat(times)),
  },
);

const JSON_VALUES: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x',
  [],
  {},
  [[]],
  [null],
  [{}],
  { a: 1 },
  '{ __typename }',
  '{}',
  'null',
  '__proto__',
];

const value = fc.oneof(
  fc.constantFrom(...JSON_VALUES),
  fc.constantFrom(...TEXTS),
  fc.constantFrom(...QUERIES),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Parameters of the wrong kind, too many of them, or too few. */
const parameters = fc.oneof(
  fc.record(
    { query: value, variables: value, operationName: value, extensions: value, more: value },
    { requiredKeys: [] },
  ),
  fc.record({ query: fc.constantFrom(...QUERIES), variables: value, operationName: value }),
  fc.array(fc.record({ query: value }), { maxLength: 4 }),
  value,
);

/** Bodies that are no JSON, or JSON of something else. */
export const bodies: fc.Arbitrary<string | Buffer> = fc.oneof(
  parameters.map((all) => JSON.stringify(all) ?? ''),
  fc.tuple(parameters, cuts).map(([all, where]) => damaged(JSON.stringify(all) ?? '', where)),
  fc
    .tuple(parameters, fc.nat(300))
    .map(([all, length]) => (JSON.stringify(all) ?? '').slice(0, length)),
  fc.integer({ min: 1, max: 20_000 }).map((times) => '['.repeat(times)),
  fc
    .integer({ min: 1, max: 5_000 })
    .map((times) => `${'{"query":'.repeat(times)}1${'}'.repeat(times)}`),
  fc.constantFrom(
    '{"query":"{__typename}","query":"{x}"}',
    '{"__proto__":{"query":"{__typename}"}}',
    '{"constructor":{"prototype":{"query":"x"}},"query":"{__typename}"}',
    '{"query":"{__typename}","variables":{"__proto__":{"a":1}}}',
    '\uFEFF{"query":"{__typename}"}',
    '{"query":"\\ud800{__typename}"}',
    '{"query":"{__typename}"}garbage',
    'NaN',
  ),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  // UTF-16, and UTF-8 cut in the middle of a letter.
  fc.constant(Buffer.from('{"query":"{__typename}"}', 'utf16le')),
  fc.constant(Buffer.from('{"query":"Баткен"}').subarray(0, 12)),
);

const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json;charset="',
  'application/jsonp',
  'text/json',
  'application/graphql',
  'application/graphql+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'text/plain',
  'text/html',
  'application/octet-stream',
  '/',
  ';',
  'application/',
  '*/*',
  'application/json, text/plain',
  'APPLICATION/JSON',
  'application/json\t',
  'x'.repeat(500),
];

const ACCEPTS = [
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'text/event-stream',
  'multipart/mixed',
  'text/html',
  'image/png',
  '',
  ';',
  ',,,',
  'application/json;q=9',
  'application/json; charset=utf-16',
  '*/*;q=0',
  'a/b/c',
  'x'.repeat(2_000),
];

const ODD = [
  '',
  ' ',
  ',',
  '*',
  'none',
  '-1',
  '1e9',
  '%00',
  'é',
  'a'.repeat(3_000),
  '\t',
  '"',
  '0',
  'bytes=0-1',
  'W/"x", *',
  ...['gzip;q=0', 'br;q=x', 'zstd, identity;q=0'],
];

const HEADER_NAMES = [
  'host',
  'origin',
  'referer',
  'cookie',
  'authorization',
  'accept-encoding',
  'accept-language',
  'if-none-match',
  'if-modified-since',
  'range',
  'x-forwarded-for',
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-request-id',
  'x-no-compression',
  'content-encoding',
  'content-language',
  'expect',
  'upgrade',
  'x-http-method-override',
  'access-control-request-method',
  'access-control-request-headers',
  'traceparent',
  '__proto__',
  'constructor',
];

const PATHS = [
  '/graphql',
  '/graphql',
  '/graphql',
  '/graphql/',
  '//graphql',
  '/graphql?',
  '/graphql?query',
  '/graphql?query=%',
  '/graphql?query=%ff%fe',
  '/graphql?query={__typename}',
  '/graphql?query={__typename}&query={x}',
  '/graphql?query={__typename}&variables=[',
  '/graphql?query={__typename}&variables=1',
  '/graphql?variables={}',
  '/graphql?query=mutation{x}',
  '/graphql?query[]=a',
  '/graphql?__proto__=x',
  '/graphql?query={__typename}&operationName=B',
  '/graphql#x',
  '/graphql;x',
  '/GRAPHQL',
  '/graphql/%2e%2e/health',
  '/../etc/passwd',
  '/%00',
  '/%',
  '/%e0%a4%a',
  '/*',
  '/',
  '//',
  '/health',
  '/ready',
  '/metrics',
  '/__proto__',
  '/constructor',
  '/favicon.ico',
  '/.env',
  `/${'a'.repeat(3_000)}`,
  `/graphql?query=${'a'.repeat(8_000)}`,
];

/** Any method to any address, with any headers and body. */
export const requests: fc.Arbitrary<InjectOptions> = fc
  .record({
    method: fc.constantFrom(
      'GET',
      'GET',
      'POST',
      'POST',
      'HEAD',
      'OPTIONS',
      'PUT',
      'PATCH',
      'DELETE',
    ),
    url: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
      {
        weight: 1,
        arbitrary: documents.map(
          (text) => `/graphql?query=${encodeURIComponent(text.toWellFormed()).slice(0, 8_000)}`,
        ),
      },
    ),
    type: fc.option(fc.constantFrom(...CONTENT_TYPES)),
    accept: fc.option(fc.constantFrom(...ACCEPTS)),
    odd: fc.dictionary(fc.constantFrom(...HEADER_NAMES), fc.constantFrom(...ODD), { maxKeys: 3 }),
    body: fc.option(bodies),
  })
  .map(({ method, url, type, accept, odd, body }) => ({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    headers: {
      ...odd,
      ...(type !== null && { 'content-type': type }),
      ...(accept !== null && { accept }),
    },
    ...(body !== null && !['GET', 'HEAD'].includes(method) && { payload: body }),
  }));
