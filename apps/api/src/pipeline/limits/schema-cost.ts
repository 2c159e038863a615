import {
  getNamedType,
  isListType,
  getNullableType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** How many fields a question about the schema itself answers, by the name of a type where it gives one. */
export type SchemaCost = (name: string | null) => number;

/**
 * Counts what is asked of the schema by asking it: what one object answers to one selection is
 * counted once, however often it comes, so that counting is always less work than answering.
 */
export function schemaCost(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  node: FieldNode,
): SchemaCost {
  const definition = node.name.value === '__type' ? TypeMetaFieldDef : SchemaMetaFieldDef;
  const counted = new Map<SelectionSetNode, Map<unknown, number>>();
  const info = { schema } as GraphQLResolveInfo;

  function ofObject(type: GraphQLObjectType, source: unknown, set: SelectionSetNode): number {
    let bySource = counted.get(set);
    if (!bySource) counted.set(set, (bySource = new Map<unknown, number>()));
    let fields = bySource.get(source);
    if (fields === undefined) {
      fields = set.selections.reduce((sum, selection) => {
        if (selection.kind === Kind.FIELD) return sum + ofField(type, source, selection);
        const { selectionSet } =
          selection.kind === Kind.FRAGMENT_SPREAD
            ? fragments.get(selection.name.value)!
            : selection;
        return sum + ofObject(type, source, selectionSet);
      }, 0);
      bySource.set(source, fields);
    }
    return fields;
  }

  function ofField(type: GraphQLObjectType, source: unknown, field: FieldNode): number {
    const asked: GraphQLField<unknown, unknown> | undefined = type.getFields()[field.name.value];
    if (!asked || !field.selectionSet) return 1;
    // Whatever is left out by default may be asked for with a variable.
    const value: unknown = asked.resolve?.(source, { includeDeprecated: true }, undefined, info);
    return 1 + ofValue(asked, value, field.selectionSet);
  }

  function ofValue(
    { type }: Pick<GraphQLField<unknown, unknown>, 'type'>,
    value: unknown,
    set: SelectionSetNode,
  ): number {
    const inner = getNamedType(type);
    if (value === null || value === undefined || !isObjectType(inner)) return 0;
    if (!isListType(getNullableType(type))) return ofObject(inner, value, set);
    let sum = 0;
    for (const each of value as Iterable<unknown>) sum += ofObject(inner, each, set);
    return sum;
  }

  return (name) => {
    if (!node.selectionSet) return 1;
    const source = name === null ? schema : schema.getType(name);
    return 1 + ofValue(definition, source, node.selectionSet);
  };
}
