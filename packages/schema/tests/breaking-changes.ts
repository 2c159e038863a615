import { ChangeType, CriticalityLevel, diff, DiffRule, type Rule } from '@graphql-inspector/core';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLSchema,
} from 'graphql';

/** Like the rule for fields and values that the inspector has: an argument that was deprecated may go. */
const suppressRemovalOfDeprecatedArgument: Rule = ({ changes, oldSchema }) =>
  changes.filter(({ type: change, path = '' }) => {
    const [typeName = '', fieldName = '', argumentName] = path.split('.');
    const type = oldSchema?.getType(typeName);
    if (change !== ChangeType.FieldArgumentRemoved) return true;
    if (!isObjectType(type) && !isInterfaceType(type)) return true;
    const argument = type.getFields()[fieldName]?.args.find(({ name }) => name === argumentName);
    return !argument?.deprecationReason;
  });

/** The last day of what is deprecated, as its reason has it: "Use kept. Until 2027-06-01." */
const UNTIL = /\bUntil (\d{4}-\d{2}-\d{2})\.$/;

/** What is deprecated without saying what to use and until when, by its path. */
export const deprecatedWithoutEnd = (schema: GraphQLSchema): string[] =>
  deprecations(schema).flatMap(({ path, reason }) => (UNTIL.test(reason) ? [] : [path]));

/** What went before its last day, in words. */
function goneTooEarly(released: GraphQLSchema, current: GraphQLSchema, today: string): string[] {
  const remaining = new Set(members(current).map(({ path }) => path));
  return deprecations(released).flatMap(({ path, reason }) => {
    const until = UNTIL.exec(reason)?.[1];
    return until && until >= today && !remaining.has(path)
      ? [`${path} was removed before ${until}, which its deprecation promises`]
      : [];
  });
}

interface Member {
  path: string;
  reason: string | null | undefined;
}

function deprecations(schema: GraphQLSchema): { path: string; reason: string }[] {
  return members(schema).flatMap(({ path, reason }) => (reason ? [{ path, reason }] : []));
}

/** Every field, argument and value. */
function members(schema: GraphQLSchema): Member[] {
  return Object.values(schema.getTypeMap()).flatMap((type): Member[] => {
    if (type.name.startsWith('__')) return [];
    if (isEnumType(type)) {
      return type.getValues().map(({ name, deprecationReason }) => ({
        path: `${type.name}.${name}`,
        reason: deprecationReason,
      }));
    }
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const path = `${type.name}.${field.name}`;
      const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
      return [
        { path, reason: field.deprecationReason },
        ...args.map(({ name, deprecationReason }) => ({
          path: `${path}.${name}`,
          reason: deprecationReason,
        })),
      ];
    });
  });
}

/** What a client that was written to the released contract would find broken, in words. */
export async function breakingChanges(
  released: GraphQLSchema,
  current: GraphQLSchema,
  today = new Date().toISOString().slice(0, 10),
): Promise<string[]> {
  const changes = await diff(released, current, [
    DiffRule.suppressRemovalOfDeprecatedField,
    suppressRemovalOfDeprecatedArgument,
  ]);
  return [
    ...changes
      .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
      .map(({ message }) => message),
    ...goneTooEarly(released, current, today),
  ];
}
