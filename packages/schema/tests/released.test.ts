import { buildSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { schema } from '../src/schema.ts';
import { breakingChanges, deprecatedWithoutEnd } from './breaking-changes.ts';

const released = buildSchema(
  await readFile(join(import.meta.dirname, '../released.graphql'), 'utf8'),
);

test('a client of the last release still works: deprecate first, remove after a release', async () => {
  expect(await breakingChanges(released, schema)).toEqual([]);
});

test('what is deprecated says until when: "Use kept. Until 2027-06-01."', () => {
  expect(deprecatedWithoutEnd(schema)).toEqual([]);
});

describe('the last day of what is deprecated', () => {
  const before = buildSchema(
    'type Query { old: Int @deprecated(reason: "Use kept. Until 2027-06-01.") kept(a: Int @deprecated(reason: "No use.")): Int }',
  );
  const after = buildSchema('type Query { kept(a: Int): Int }');

  test('is asked for', () => {
    expect(deprecatedWithoutEnd(before)).toEqual(['Query.kept.a']);
  });

  test.each([
    ['2027-06-01', ['Query.old was removed before 2027-06-01, which its deprecation promises']],
    ['2027-06-02', []],
  ])('is kept: on %s', async (today, expected) => {
    expect(await breakingChanges(before, after, today)).toEqual(expected);
  });
});

describe('the check itself', () => {
  const BEFORE = `
    type Query { old: Int @deprecated(reason: "Use kept.") kept(by: Kind, gone: Int @deprecated(reason: "No use.")): Int }
    enum Kind { A B C @deprecated(reason: "There is none.") }
  `;
  const breaking = (after: string) => breakingChanges(buildSchema(BEFORE), buildSchema(after));

  test.each([
    [
      'a field, argument and value added',
      `type Query { old: Int kept(by: Kind, gone: Int, more: Int): Int more: Int } enum Kind { A B C D }`,
    ],
    ['what was deprecated removed', `type Query { kept(by: Kind): Int } enum Kind { A B }`],
  ])('allows %s', async (_, after) => {
    expect(await breaking(after)).toEqual([]);
  });

  test.each([
    [
      'a field removed',
      `type Query { old: Int } enum Kind { A B C }`,
      "Field 'kept' was removed from object type 'Query'",
    ],
    [
      'a field of another type',
      `type Query { old: Int kept(by: Kind, gone: Int): String } enum Kind { A B C }`,
      "Field 'Query.kept' changed type from 'Int' to 'String'",
    ],
    [
      'an argument removed',
      `type Query { old: Int kept(gone: Int): Int } enum Kind { A B C }`,
      "Argument 'by: Kind' was removed from field 'Query.kept'",
    ],
    [
      'an argument that must be given now',
      `type Query { old: Int kept(by: Kind!, gone: Int): Int } enum Kind { A B C }`,
      "Type for argument 'by' on field 'Query.kept' changed from 'Kind' to 'Kind!'",
    ],
    [
      'a value removed',
      `type Query { old: Int kept(by: Kind, gone: Int): Int } enum Kind { A C }`,
      "Enum value 'B' was removed from enum 'Kind'",
    ],
  ])('tells %s', async (_, after, message) => {
    expect(await breaking(after)).toEqual([message]);
  });
});
