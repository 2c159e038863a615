import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { operationCompiler } from './compiled-operations.ts';

const schema = buildSchema('type Query { one: Int }');

test('an operation is compiled once, and none after documents of many characters', () => {
  const compiled = operationCompiler(1_000);
  const document = parse('query A { one } query B { one }');
  const first = compiled(schema, document, 'A');
  expect(first).not.toBeNull();
  expect(compiled(schema, document, 'B')).not.toBe(first);
  const others = Array.from({ length: 10 }, (_, at) =>
    compiled(schema, parse('{ one }'.padEnd(100 - at).padStart(100)), null),
  );
  expect(others.findIndex((made) => made === null)).toBe(9);
  const parsedAnew = parse(document.loc!.source.body);
  expect(compiled(schema, parsedAnew, 'A')).toBe(first);
});

test('what may be left out is not compiled', () => {
  const conditional = parse('{ one @skip(if: true) }');
  expect(operationCompiler(1_000)(schema, conditional, null)).toBeNull();
});
