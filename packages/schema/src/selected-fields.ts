import {
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';

/** How many fields each row of a list answers, the rows of lists below it aside. */
export function fieldsOfRow(info: GraphQLResolveInfo): number {
  return sumOver(info, (node) => fieldsUnder(info, info.returnType, node));
}

/** The same of each row of a page: what is asked of its edges and nodes. */
export function fieldsOfPageRow(info: GraphQLResolveInfo): number {
  return sumOver(info, (node) => rowsOfPage(info, getNamedType(info.returnType), node));
}

/** By the place in the document, where no directive makes it depend on variables. */
const known = new WeakMap<FieldNode, number>();

function sumOver(info: GraphQLResolveInfo, count: (node: FieldNode) => Count): number {
  let sum = 0;
  for (const node of info.fieldNodes) {
    let fields = known.get(node);
    if (fields === undefined) {
      const counted = count(node);
      fields = counted.fields;
      if (!counted.isConditional) known.set(node, fields);
    }
    sum += fields;
  }
  return sum;
}

interface Count {
  fields: number;
  isConditional: boolean;
}

function rowsOfPage(info: GraphQLResolveInfo, type: GraphQLNamedType, node: FieldNode): Count {
  return walk(info, type, node.selectionSet?.selections ?? [], (field, name, of) =>
    of && (name === 'nodes' || name === 'edges')
      ? fieldsUnder(info, of, field)
      : { fields: 0, isConditional: false },
  );
}

function fieldsUnder(info: GraphQLResolveInfo, of: GraphQLOutputType, node: FieldNode): Count {
  return walk(
    info,
    getNamedType(of),
    node.selectionSet?.selections ?? [],
    (field, _name, inner) => {
      if (!inner || !field.selectionSet || isListType(getNullableType(inner))) {
        return { fields: 1, isConditional: false };
      }
      const { fields, isConditional } = fieldsUnder(info, inner, field);
      return { fields: fields + 1, isConditional };
    },
  );
}

/** Sums over the fields selected of a type, fragments opened; each with its type, undefined for __typename. */
function walk(
  info: GraphQLResolveInfo,
  type: GraphQLNamedType,
  selections: readonly SelectionNode[],
  count: (node: FieldNode, name: string, type: GraphQLOutputType | undefined) => Count,
): Count {
  const total: Count = { fields: 0, isConditional: false };
  for (const selection of selections) {
    if (selection.directives && selection.directives.length > 0) total.isConditional = true;
    if (isLeftOut(selection, info)) continue;
    const { fields, isConditional } = selected(selection);
    total.fields += fields;
    total.isConditional ||= isConditional;
  }
  return total;

  function selected(selection: SelectionNode): Count {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
      return count(selection, name, fields[name]?.type);
    }
    const { typeCondition, selectionSet } =
      selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value]! : selection;
    const narrowed = typeCondition ? info.schema.getType(typeCondition.name.value)! : type;
    return walk(info, narrowed, selectionSet.selections, count);
  }
}

function isLeftOut(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  if (!selection.directives?.length) return false;
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.['if'] === false
  );
}
