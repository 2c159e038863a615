import { schema } from '@casus/schema/schema';
import { pushdownOf } from '@casus/schema/pushdown/statement';
import { getOperationAST, getVariableValues } from 'graphql';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { realOperations, type Operation } from './operations.ts';

/**
 * By where an operation is and its name: the fields whose resolvers send statements of their own. A field is not listed
 * if the operation's one statement answers it, or brings all rows that its resolver derives it from.
 */
type Listed = Record<string, Record<string, string[]>>;

const LIST = new URL('./not-pushed-down.json', import.meta.url);
const listed = JSON.parse(readFileSync(LIST, 'utf8')) as Listed;
const operations = realOperations();

function reasonsOf({ name, document, variables }: Operation): string[] {
  const definitions = getOperationAST(document, name)!.variableDefinitions ?? [];
  const { variableValues, errors } = getVariableValues(schema, definitions, variables);
  expect({ name, errors }).toEqual({ name, errors: undefined });
  const pushdown = pushdownOf(schema, document, name, variableValues!);
  const fields = pushdown.path === 'mixed' ? pushdown.resolved : pushdown.reasons;
  return [...(fields ?? [])].sort();
}

const found: Listed = Object.fromEntries(
  Object.entries(operations).map(([place, those]) => [
    place,
    Object.fromEntries(
      those
        .map((operation) => [operation.name, reasonsOf(operation)] as const)
        .filter(([, reasons]) => reasons.length > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  ]),
);

const entriesOf = (list: Listed) =>
  Object.entries(list).flatMap(([place, those]) =>
    Object.entries(those).flatMap(([name, reasons]) =>
      reasons.map((reason) => `${place}: ${name}: ${reason}`),
    ),
  );

test('there are operations to look at', () => {
  for (const those of Object.values(operations)) expect(those.length).toBeGreaterThan(7);
});

test('no operation that people send is kept from the database by one field more', () => {
  const known = new Set(entriesOf(listed));
  // Push the field down, or leave it out of the operation: this list never grows.
  expect(entriesOf(found).filter((entry) => !known.has(entry))).toEqual([]);
});

test('the list holds nothing that is pushed down by now', () => {
  const left = new Set(entriesOf(found));
  // Take these off not-pushed-down.json.
  expect(entriesOf(listed).filter((entry) => !left.has(entry))).toEqual([]);
});
