import { buildSchema, parse, type VariableValues } from 'graphql';
import { expect, test } from 'vitest';
import { operationCompiler } from './compiled-operations.ts';

const schema = buildSchema('type Query { one: Int }');

const given = (coerced: Record<string, unknown>): VariableValues => ({ sources: {}, coerced });
const none = given({});

test('an operation is compiled once, and none after documents of many characters', () => {
  const compiled = operationCompiler(1_000);
  const document = parse('query A { one } query B { one }');
  const first = compiled(schema, document, 'A', none);
  expect(first).not.toBeNull();
  expect(compiled(schema, document, 'B', none)).not.toBe(first);
  const others = Array.from({ length: 10 }, (_, at) =>
    compiled(schema, parse('{ one }'.padEnd(100 - at).padStart(100)), null, none),
  );
  expect(others.findIndex((made) => made === null)).toBe(9);
  const parsedAnew = parse(document.loc!.source.body);
  expect(compiled(schema, parsedAnew, 'A', none)).toBe(first);
});

test('what is left out is compiled without it, once for the values that decide it', async () => {
  const compiled = operationCompiler(1_000);
  const conditional = parse(
    'query ($with: Boolean!) { one @include(if: $with) two: one @skip(if: $with) }',
  );
  const answer = (values: Record<string, unknown>) => {
    const made = compiled(schema, conditional, null, given(values))!;
    return made({ one: 1 }, {}, values);
  };
  expect(await answer({ with: true })).toEqual({ data: { one: 1 } });
  expect(await answer({ with: false })).toEqual({ data: { two: 1 } });
  const made = compiled(schema, conditional, null, given({ with: true }));
  expect(compiled(schema, conditional, null, given({ with: true }))).toBe(made);
});
