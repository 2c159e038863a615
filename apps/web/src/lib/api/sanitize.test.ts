import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType, getNamedType } from 'graphql';
import { expect, test } from 'vitest';
import { sanitize } from './sanitize.ts';

test('text is isolated wherever it stands, and what names a thing stays', () => {
  expect(
    sanitize({
      conflict: { slug: 'حمص', name: 'حمص', startedOn: null, events: [{ deaths: 3 }] },
      datasets: [{ citation: '\u202Eevil' }, 'حلب'],
    }),
  ).toEqual({
    conflict: { slug: 'حمص', name: '\u2068حمص\u2069', startedOn: null, events: [{ deaths: 3 }] },
    datasets: [{ citation: 'evil' }, '\u2068حلب\u2069'],
  });
});

test.each([
  ['https://example.org/حمص', 'https://example.org/حمص'],
  ['http://example.org/a?b', 'http://example.org/a?b'],
  ['javascript:alert(1)', null],
  [' JavaScript:alert(1)', null],
  ['java\nscript:alert(1)', null],
  ['data:text/html,<script>alert(1)</script>', null],
  ['vbscript:x', null],
  ['file:///etc/passwd', null],
  ['//example.org', null],
  ['nowhere', null],
])('the address %j becomes %j', (url, expected) => {
  expect(sanitize({ report: { url } })).toEqual({ report: { url: expected } });
});

test('every field of the contract that is an address is known as one', () => {
  const contract = readFileSync('../../packages/schema/schema.graphql', 'utf8');
  const addresses = Object.values(buildSchema(contract).getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
    .filter(({ type }) => getNamedType(type).name === 'URL');
  expect(new Set(addresses.map(({ name }) => name))).toEqual(new Set(['url']));
});
