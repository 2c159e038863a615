import { buildSchema, introspectionFromSchema } from 'graphql';
import { expect, test } from 'vitest';
import { fieldsOf, groupsOf, membersOf, typeNamed, usesOf, writtenType } from './reference.ts';
import { search } from './search.ts';

const { __schema: schema } = introspectionFromSchema(
  buildSchema(`
    interface Node { id: ID! }
    type Query { "A conflict by its slug." conflict(slug: String!): Conflict events(filter: EventFilter): EventConnection! }
    type Conflict implements Node { id: ID! "Every number, with its claimant." figures: [Figure!]! }
    type Figure { metric: Metric! }
    "What a figure counts."
    enum Metric { "Persons who died." DEATHS FLED }
    input EventFilter { metrics: [Metric!] }
    type EventConnection { totalCount: Int! }
  `),
);

test('writtenType cuts a type at its name', () => {
  const [, figures] = fieldsOf(typeNamed(schema, 'Conflict')!);
  expect(writtenType(figures!.type)).toEqual({ before: '[', name: 'Figure', after: '!]!' });
});

test('groupsOf puts entities first and the pages of lists last, without what introspection adds', () => {
  expect(
    groupsOf(schema).map(({ title, types }) => [title, types.map(({ name }) => name)]),
  ).toEqual([
    ['Entities', ['Conflict']],
    ['Their parts', ['Figure']],
    ['Interfaces and unions', ['Node']],
    ['Inputs', ['EventFilter']],
    ['Enums', ['Metric']],
    ['Scalars', ['Boolean', 'ID', 'Int', 'String']],
    ['Pages of lists', ['EventConnection']],
  ]);
});

test('usesOf tells where a type is met, as an answer and as a question', () => {
  expect(usesOf(schema, 'Metric')).toEqual([
    { type: 'Figure', field: 'metric', as: 'answer' },
    { type: 'EventFilter', field: 'metrics', as: 'argument' },
  ]);
  expect(usesOf(schema, 'EventFilter')).toEqual([
    { type: 'Query', field: 'events', as: 'argument' },
  ]);
});

test('what a search looks through is each type and each of its members, without introspection’s own and pages', () => {
  const names = membersOf(schema).map(({ type, member }) => (member ? `${type}.${member}` : type));
  expect(names).toEqual(
    expect.arrayContaining([
      'Conflict',
      'Conflict.figures',
      'Metric.DEATHS',
      'EventFilter.metrics',
    ]),
  );
  expect(names.filter((name) => /^__|Connection/.test(name))).toEqual([]);
  const [deaths] = search('DIED', membersOf(schema));
  expect(deaths).toMatchObject({ type: 'Metric', member: 'DEATHS' });
});

test('introspection’s own types have no page', () => {
  expect(typeNamed(schema, '__Type')).toBeUndefined();
});
