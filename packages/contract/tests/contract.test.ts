import { initGraphQLTada, type ResultOf } from 'gql.tada';
import { buildClientSchema, buildSchema, printSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import changes from '../changes.json' with { type: 'json' };
import { keys, possibleTypes, typePolicies } from '../src/generated/cache.ts';
import { sha256 } from '../src/generated/contract.ts';
import introspection from '../src/generated/schema.json' with { type: 'json' };
import type { introspection as Introspection, scalars } from '../src/generated/tada.ts';
import { changesBetween, digestOf, endsWithinAYear, type DatedChanges } from '../src/history.ts';

const contract = await readFile(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8');

test('what is published is today’s contract', async () => {
  expect(sha256).toBe(digestOf(contract));
  expect(printSchema(buildClientSchema(introspection.data as never))).toBe(
    printSchema(buildSchema(contract)),
  );
});

test('changes.json has what changed in it: pnpm --filter @casus/schema print', () => {
  expect(changes.at(-1)!.sha256).toBe(digestOf(contract));
  const dates = changes.map(({ date }) => date);
  expect(dates).toEqual(dates.toSorted());
});

test('what changed is told by kind, a new type as a whole, and what breaks is marked', async () => {
  const before = 'type Query { gone: Int kept: Int old: Int }';
  const after =
    'type Query { kept: Row old: Int @deprecated(reason: "Use kept. Until 2027-06-01.") } type Row { a: Int }';
  expect(
    (await changesBetween(before, after)).map(({ kind, breaking, path }) => [kind, breaking, path]),
  ).toEqual([
    ['REMOVED', true, 'Query.gone'],
    ['CHANGED', true, 'Query.kept'],
    ['DEPRECATED', false, 'Query.old'],
    ['ADDED', false, 'Row'],
  ]);
});

test('what is deprecated stays for twelve months', async () => {
  expect(endsWithinAYear(changes as DatedChanges[])).toEqual([]);
  const marked = async (reason: string) => [
    {
      date: '2026-11-27',
      changes: await changesBetween(
        'type Query { old: Int kept: Int }',
        `type Query { old: Int @deprecated(reason: "${reason}") kept: Int }`,
      ),
    },
  ];
  expect(endsWithinAYear(await marked('Use kept. Until 2027-11-27.'))).toEqual([]);
  expect(endsWithinAYear(await marked('Use kept. Until 2027-11-26.'))).toEqual(['Query.old']);
  expect(endsWithinAYear(await marked('Use kept.'))).toEqual(['Query.old']);
});

test('caches are told of every interface, union and type without an id', () => {
  expect(possibleTypes['ClaimSubject']).toEqual(['Agreement', 'Conflict', 'Event', 'Place']);
  expect(Object.keys(typePolicies)).toEqual(Object.keys(keys));
  expect(keys).toHaveProperty('Figure');
  expect(keys).not.toHaveProperty('Claim');
});

test('gql.tada knows the answer of a document', () => {
  const graphql = initGraphQLTada<{ introspection: Introspection; scalars: scalars }>();
  const document = graphql(
    'query Said { claims(first: 1) { nodes { metric assertedAt { latest } } } }',
  );
  type Row = ResultOf<typeof document>['claims']['nodes'][number];
  expectTypeOf<Row['assertedAt']['latest']>().toEqualTypeOf<string>();
  expectTypeOf<'DEATHS'>().toExtend<Row['metric']>();
  expect(document.definitions).toHaveLength(1);
});
