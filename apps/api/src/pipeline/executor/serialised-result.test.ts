import { expect, test } from 'vitest';
import { SerialisedResult } from './serialised-result.ts';

const written = (result: SerialisedResult) => result.stringify(result);

test('the text goes out as it came', () => {
  expect(written(new SerialisedResult('{"a": 1}'))).toBe('{"data":{"a": 1}}');
});

test('extensions stand beside it', () => {
  const result = new SerialisedResult('{"a": 1}');
  result.extensions = { cost: 2 };
  expect(written(result)).toBe('{"data":{"a": 1},"extensions":{"cost":2}}');
});

test('a plugin reads the data, and what it changes is sent', () => {
  const result = new SerialisedResult('{"a": 1}');
  expect(result.data).toEqual({ a: 1 });
  result.data!['a'] = 2;
  expect(written(result)).toBe('{"data":{"a":2}}');
  result.data = { b: 3 };
  expect(written(result)).toBe('{"data":{"b":3}}');
});

test('a copy has the data, too', () => {
  const result = new SerialisedResult('{"a": 1}', { a: 1 });
  const copy = { ...result, extensions: { seen: true } };
  expect(copy.stringify(copy)).toBe('{"data":{"a":1},"extensions":{"seen":true}}');
});
