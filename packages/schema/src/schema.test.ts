import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  printSchema,
  validateSchema,
  type GraphQLNamedType,
} from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { costOfField } from './cost.ts';
import { schema } from './schema.ts';

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test('schema.graphql is the schema: pnpm --filter @casus/schema print', async () => {
  const committed = await readFile(join(import.meta.dirname, '../schema.graphql'), 'utf8');
  expect(committed).toBe(`${printSchema(schema)}\n`);
});

test('the schema is valid GraphQL', () => {
  expect(validateSchema(schema)).toEqual([]);
});

/** The parts of a type that people read about, by the path they are known by. */
function parts(type: GraphQLNamedType): [path: string, description: unknown][] {
  const own: [string, unknown][] = [[type.name, type.description]];
  if (isEnumType(type)) {
    return own.concat(
      type.getValues().map((value) => [`${type.name}.${value.name}`, value.description]),
    );
  }
  if (isInputObjectType(type)) {
    return own.concat(
      Object.values(type.getFields()).map((field) => [
        `${type.name}.${field.name}`,
        field.description,
      ]),
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  return own.concat(
    Object.values(type.getFields()).flatMap((field): [string, unknown][] => [
      [`${type.name}.${field.name}`, field.description],
      ...field.args.map((argument): [string, unknown] => [
        `${type.name}.${field.name}(${argument.name})`,
        argument.description,
      ]),
    ]),
  );
}

test('every type, field, argument and value is described, in a sentence', () => {
  const undescribed = types
    .flatMap(parts)
    .filter(([, description]) => !/^\S.*[.)]$/s.test(String(description ?? '')))
    .map(([path]) => path);
  expect(undescribed).toEqual([]);
});

test('every field that rests on claims takes asOf', () => {
  const resting = [
    'claims',
    'deaths',
    'figures',
    'status',
    'milestones',
    'declarations',
    'allegedViolations',
    'denials',
    'answeredBy',
    'provisions',
    'relations',
    'relatedConflicts',
    'renewedBy',
    'effectiveAt',
    'supersededBy',
    'supersedes',
    'answers',
    'withdrawnAt',
    'effectiveZone',
    'events',
    'Event.parts',
    'eventStatistics',
    'timeline',
    'eventMap',
    'mapLabels',
  ];
  const without = types.filter(isObjectType).flatMap((type) =>
    Object.values(type.getFields())
      .filter(
        ({ name, args }) =>
          (resting.includes(name) || resting.includes(`${type.name}.${name}`)) &&
          !args.some((each) => each.name === 'asOf'),
      )
      .map(({ name }) => `${type.name}.${name}`),
  );
  // The parts of an answer are those of the moment that its own field was asked for.
  expect(without).toEqual([
    'AgreementMilestone.status',
    'ComparedFigure.claims',
    'EventEdition.deaths',
    'EventStatistic.deaths',
    'EventStatistic.events',
    'EventTotals.deaths',
    'EventTotals.events',
    'Figure.claims',
    'MapCell.deaths',
    'MapCell.events',
    'MapLabel.events',
    'PeriodTotals.deaths',
    'PeriodTotals.events',
    'ReleaseDiffGroup.deaths',
    'ReleaseDiffGroup.events',
    'ReleaseDiffTotal.deaths',
    'ReleaseDiffTotal.events',
    'ReleaseEventDiff.deaths',
  ]);
});

test('a field that costs more than 1 says so', () => {
  const fields = types.filter(isObjectType).flatMap((type) => Object.values(type.getFields()));
  const costly = fields.filter(
    (field) => typeof costOfField(field) === 'number' && costOfField(field) !== 1,
  );
  expect(costly.length).toBeGreaterThan(0);
  expect(
    costly
      .filter((field) => !field.description?.includes(`Costs ${String(costOfField(field))}.`))
      .map(({ name }) => name),
  ).toEqual([]);
});
