import { expect, test } from 'vitest';
import { withEnumValues } from './enum-values.ts';

test('an enum is made with the values that later migrations add, in their places', () => {
  expect(
    withEnumValues([
      [`CREATE TYPE "public"."side" AS ENUM('A', 'D');`, 'CREATE TABLE sides (side side);'],
      [
        `ALTER TYPE "public"."side" ADD VALUE 'E';`,
        `ALTER TYPE "public"."side" ADD VALUE 'B' BEFORE 'D';`,
      ],
      [`ALTER TYPE "public"."side" ADD VALUE 'C' AFTER 'B';`, 'SELECT 1;'],
    ]),
  ).toEqual([
    [
      `CREATE TYPE "public"."side" AS ENUM('A', 'B', 'C', 'D', 'E')`,
      'CREATE TABLE sides (side side);',
    ],
    [],
    ['SELECT 1;'],
  ]);
});

test('to an enum that the database has, values are added', () => {
  const statements = [`ALTER TYPE "public"."side" ADD VALUE 'B' BEFORE 'D';`];
  expect(withEnumValues([statements])).toEqual([statements]);
});
