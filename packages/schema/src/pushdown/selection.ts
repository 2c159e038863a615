import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type VariableValues,
} from 'graphql';
import { NotPushedDown } from './not-pushed-down.ts';

/** What a document and its variables say, for whoever walks it. */
export interface Asked {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: VariableValues;
  /** The fields met so far that cannot be pushed down: the walk goes on, so that all of them are named. */
  refused: Set<string>;
}

/** All places where a document asks one field of one object; the first has its arguments. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]];

type Selecting = readonly { readonly selectionSet?: SelectionSetNode | undefined }[];

/** The fields asked of an object type by their names in the answer, fragments opened, in order. */
export function fieldsAsked(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: Selecting,
): ReadonlyMap<string, FieldNodes> {
  const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
  for (const { selectionSet } of nodes) gather(asked, type, selectionSet?.selections ?? [], fields);
  return fields;
}

/** The JSON of an object type: its fields under their names in the answer. */
export function objectAsked(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: Selecting,
  build: (nodes: FieldNodes) => JsonExpression,
): JsonExpression {
  return jsonObject(
    [...fieldsAsked(asked, type, nodes)].map(([name, of]) => [
      name,
      of[0].name.value === '__typename'
        ? [JSON.stringify(type.name)]
        : orRefused(asked, `${type.name}.${of[0].name.value}`, () => build(of)),
    ]),
  );
}

/** The JSON of a field; one that cannot be pushed down is noted under its name. */
function orRefused({ refused }: Asked, field: string, build: () => JsonExpression): JsonExpression {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof NotPushedDown)) throw error;
    refused.add(field);
    return ['null'];
  }
}

/** @throws NotPushedDown for a type of which there may be several. */
export function objectType(type: unknown): GraphQLObjectType {
  if (!isObjectType(type)) throw new NotPushedDown(String(type));
  return type;
}

function gather(
  asked: Asked,
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
  fields: Map<string, [FieldNode, ...FieldNode[]]>,
): void {
  for (const selection of selections) {
    if (isLeftOut(selection, asked)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const nodes = fields.get(name);
      if (nodes) nodes.push(selection);
      else fields.set(name, [selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : asked.fragments.get(selection.name.value)!;
    if (isOf(asked.schema, type, fragment.typeCondition?.name.value)) {
      gather(asked, type, fragment.selectionSet.selections, fields);
    }
  }
}

function isLeftOut(selection: SelectionNode, { variables }: Asked): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] === false
  );
}

function isOf(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined) {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}
