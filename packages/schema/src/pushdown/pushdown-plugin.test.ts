import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import { conflicts } from '@casus/store/tables/conflict';
import type { GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { byName, coalesce, toAll, toOne } from './field-options.ts';
import { pushdownPlugin } from './pushdown-plugin.ts';

interface Row {
  key: string;
  name: string;
  otherKey: string | null;
}

function newBuilder() {
  const builder = new SchemaBuilder<object>({ plugins: [RelayPlugin, pushdownPlugin], relay: {} });
  builder.queryType({ fields: (t) => ({ now: t.string({ resolve: () => 'now' }) }) });
  return builder;
}

const toOther = toOne(conflicts, 'otherKey').pushdown;
const toOthers = toAll(conflicts, conflicts.key, [conflicts.key]).pushdown;

test('an option is kept where the compiler of operations finds it', () => {
  const builder = newBuilder();
  builder.objectRef<Row>('Thing').implement({
    fields: (t) => ({ name: t.string({ resolve: () => '', pushdown: coalesce(['name', 'key']) }) }),
  });
  const thing = builder.toSchema().getType('Thing') as GraphQLObjectType;
  expect(thing.getFields()['name']!.extensions.pushdown).toEqual(coalesce(['name', 'key']));
});

test('a column that the row has not is refused by the types', () => {
  const builder = newBuilder();
  builder.objectRef<Row>('Thing').implement({
    fields: (t) => ({
      // @ts-expect-error -- no such property
      name: t.string({ resolve: () => '', pushdown: coalesce(['nome']) }),
    }),
  });
  expect(builder.toSchema()).toBeDefined();
});

test.each([
  ['a row for a text', 'row', (t: Fields) => t.string({ resolve: () => '', pushdown: toOther })],
  ['rows for a text', 'rows', (t: Fields) => t.string({ resolve: () => '', pushdown: toOthers })],
  [
    'columns for a list',
    'coalesce',
    (t: Fields) => t.stringList({ resolve: () => [], pushdown: coalesce(['name']) }),
  ],
  [
    'what only the root can be',
    'byName',
    (t: Fields) => t.string({ resolve: () => '', pushdown: byName(conflicts) }),
  ],
])('%s is refused when the schema is built', (_, kind, field) => {
  const builder = newBuilder();
  builder.objectRef<Row>('Thing').implement({ fields: (t) => ({ wrong: field(t) }) });
  expect(() => builder.toSchema()).toThrow(
    new RegExp(`^Thing.wrong is of kind \\w+: it cannot be pushed down as "${kind}"`),
  );
});

type Fields = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<object>,
  Row
>;
