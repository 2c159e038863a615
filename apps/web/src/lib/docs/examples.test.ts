import { buildSchema, introspectionFromSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examplesOf } from './examples.ts';
import { fieldsOf } from './reference.ts';

const contract = buildSchema(
  readFileSync(join(import.meta.dirname, '../../../../../packages/schema/schema.graphql'), 'utf8'),
);
const { __schema: schema } = introspectionFromSchema(contract);

const examples = schema.types.flatMap((type) =>
  fieldsOf(type).flatMap((field) =>
    examplesOf(schema, type, field).map((query) => ({
      field: `${type.name}.${field.name}`,
      query,
    })),
  ),
);

test.each(examples)('the example of $field runs as it stands', ({ query }) => {
  expect(validate(contract, parse(query))).toEqual([]);
});

test('examples are made whole: a way in, and something selected', () => {
  const of = (name: string) =>
    examples.filter(({ field }) => field === name).map(({ query }) => query);
  expect(of('Query.actors')).toEqual([
    '{ actors(filter: { kinds: [ARMED_GROUP] }, first: 50) { nodes { slug name } } }',
  ]);
  expect(of('Query.places')).toEqual([
    '{ places(filter: { countries: ["KG"], kinds: [SETTLEMENT] }) { __typename totalCount nodes { __typename slug name } } }',
  ]);
  expect(of('Conflict.agreements')).toEqual([
    '{ conflict(slug: "kyrgyzstan-tajikistan") { agreements(first: 5) { nodes { name status } } } }',
  ]);
  expect(of('Actor.claims')).toEqual([
    '{ actor(slug: "government-of-kyrgyzstan") { claims(first: 5) { nodes { summary assertedAt { edtf } } } } }',
  ]);
  expect(of('Dataset.flags')).toEqual([
    '{ dataset(slug: "ucdp:ged@21.01.21.12") { flags { kind eventCount } } }',
  ]);
});
