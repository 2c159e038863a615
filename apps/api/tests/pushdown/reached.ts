import {
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  Kind,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isPushedDown } from './random-question.ts';

type Answer = Readonly<Record<string, unknown>>;

/** Adds the fields (`Type.field`) that an answer has a value of, which is not null or an empty list. */
export function noteReached(
  schema: GraphQLSchema,
  document: DocumentNode,
  data: Answer,
  reached: Set<string>,
): void {
  function walk(type: GraphQLObjectType, { selections }: SelectionSetNode, of: Answer): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (selection.typeCondition?.name.value === type.name) {
          walk(type, selection.selectionSet, of);
        }
        continue;
      }
      if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') continue;
      const name = selection.name.value;
      const values = [of[name]].flat(2).filter((value) => value !== null && value !== undefined);
      if (values.length > 0) reached.add(`${type.name}.${name}`);
      if (!selection.selectionSet) continue;
      for (const value of values as Answer[]) {
        const below = schema.getType(String(value['__typename']));
        if (isObjectType(below)) walk(below, selection.selectionSet, value);
      }
    }
  }
  const [operation] = document.definitions as [OperationDefinitionNode];
  walk(schema.getQueryType()!, operation.selectionSet, data);
}

/** A field that the database can build, with a question that asks for it by the shortest way. */
export interface PushedDownField {
  /** `Type.field`. */
  name: string;
  question: string;
}

/** All fields below the lists of the root that can be pushed down. */
export function pushedDownFields(schema: GraphQLSchema): PushedDownField[] {
  const fields: PushedDownField[] = [];
  const seen = new Set<GraphQLObjectType>();
  let level = Object.values(schema.getQueryType()!.getFields())
    .filter(
      ({ extensions, args }) => extensions.pushdown && args.some(({ name }) => name === 'first'),
    )
    .map((field) => ({
      type: getNamedType(field.type) as GraphQLObjectType,
      ask: (below: string) => `{ ${field.name}(first: 100) { __typename ${below} } }`,
    }));
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { type, ask } of level) {
      if (seen.has(type)) continue;
      seen.add(type);
      for (const field of Object.values(type.getFields())) {
        if (!isPushedDown(type, field)) continue;
        const below = getNamedType(field.type);
        fields.push({
          name: `${type.name}.${field.name}`,
          question: ask(isLeafType(below) ? field.name : `${field.name} { __typename }`),
        });
        for (const each of isUnionType(below) ? below.getTypes() : [below]) {
          if (!isObjectType(each)) continue;
          const within = each === below ? '' : `... on ${each.name} `;
          next.push({
            type: each,
            ask: (selection) =>
              ask(
                `${field.name} { __typename ${within ? `${within}{ ${selection} }` : selection} }`,
              ),
          });
        }
      }
    }
    level = next;
  }
  return fields;
}
