import { conflicts } from '@casus/store/tables/conflict';
import {
  buildSchema,
  getOperationAST,
  getVariableValues,
  parse,
  type GraphQLObjectType,
} from 'graphql';
import { expect, test } from 'vitest';
import { pushdownOf, type Pushdown } from './statement.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import { byName, expression } from './field-options.ts';

const schema = buildSchema(/* GraphQL */ `
  type Query {
    conflict(slug: String!): Conflict
    clock: String
  }
  type Conflict {
    name: String
    refused: String
    faulty: String
  }
`);

const fieldsOf = (type: string) => (schema.getType(type) as GraphQLObjectType).getFields();
const throws = (error: Error) =>
  expression(() => {
    throw error;
  });
fieldsOf('Query')['conflict']!.extensions = { pushdown: byName(conflicts) };
fieldsOf('Query')['clock']!.resolve = () => 'now';
fieldsOf('Conflict')['refused']!.extensions = { pushdown: throws(new NotPushedDown('no column')) };
fieldsOf('Conflict')['faulty']!.extensions = {
  pushdown: throws(new TypeError('a fault of this code')),
};

function pushdown(query: string): Pushdown {
  const document = parse(query);
  const definitions = getOperationAST(document)!.variableDefinitions ?? [];
  const { variableValues } = getVariableValues(schema, definitions, {});
  return pushdownOf(schema, document, null, variableValues!);
}

test('an operation is one statement where all of it can be pushed down', () => {
  expect(pushdown('{ conflict(slug: "x") { name } }').statement).not.toBeNull();
});

test('each field that cannot be pushed down is named, once', () => {
  const { statement, reasons } = pushdown(
    '{ clock conflict(slug: "x") { name a: refused b: refused } }',
  );
  expect(statement).toBeNull();
  expect(reasons).toEqual(['Query.clock', 'Conflict.refused']);
});

test('any other error surfaces as what it is', () => {
  expect(() => pushdown('{ conflict(slug: "x") { refused faulty } }')).toThrow(
    new TypeError('a fault of this code'),
  );
});
