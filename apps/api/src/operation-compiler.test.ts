import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { operationCompiler } from './operation-compiler.ts';

const schema = buildSchema('type Query { one: Int }');

test('an operation is compiled once, until documents of many characters have come', () => {
  const compiled = operationCompiler(1_000);
  const document = parse('query A { one } query B { one }');
  const first = compiled(schema, document, 'A');
  expect(first).not.toBeNull();
  expect(compiled(schema, document, 'A')).toBe(first);
  expect(compiled(schema, document, 'B')).not.toBe(first);
  expect(compiled(schema, document, 'A')).toBe(first);
  for (let other = 0; other < 10; other += 1) {
    compiled(schema, parse('{ one }'.padEnd(100)), null);
  }
  expect(compiled(schema, document, 'A')).not.toBe(first);
});

test('what may be left out is not compiled', () => {
  const conditional = parse('{ one @skip(if: true) }');
  expect(operationCompiler(1_000)(schema, conditional, null)).toBeNull();
});
