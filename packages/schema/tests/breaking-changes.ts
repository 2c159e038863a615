import { ChangeType, CriticalityLevel, diff, DiffRule, type Rule } from '@graphql-inspector/core';
import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

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

/** What a client that was written to the released contract would find broken, in words. */
export async function breakingChanges(
  released: GraphQLSchema,
  current: GraphQLSchema,
): Promise<string[]> {
  const changes = await diff(released, current, [
    DiffRule.suppressRemovalOfDeprecatedField,
    suppressRemovalOfDeprecatedArgument,
  ]);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}
