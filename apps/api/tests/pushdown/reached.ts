import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  Kind,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  IN_RUSSIAN,
  isPage,
  isPushedDown,
  needsLanguage,
  rootArguments,
} from './random-question.ts';

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
  /** The same with each of the arguments that the root's field is asked with. */
  questions: readonly string[];
}

/** All fields that can be pushed down: the root's, and those below them, each by the shortest way from a list. */
export function pushedDownFields(schema: GraphQLSchema, isAsked = isPushedDown): PushedDownField[] {
  const fields: PushedDownField[] = [];
  const seen = new Set<GraphQLObjectType>();
  const roots = Object.values(schema.getQueryType()!.getFields())
    .filter((field) => field.extensions.pushdown && isAsked(schema.getQueryType()!, field))
    .map((field) => {
      const isList = isPage(field.type);
      const [first = '', ...others] = rootArguments(field);
      const asked = [first, ...others].map((args) => {
        const given = [args, isList && 'first: 100'].filter(Boolean).join(', ');
        return `${field.name}${given && `(${given})`}`;
      });
      const isLeaf = isLeafType(getNamedType(field.type));
      const ask = (below: string) =>
        asked.map((each) => `{ ${each} ${isLeaf ? '' : `{ __typename ${below} }`} }`);
      fields.push({ name: `Query.${field.name}`, questions: ask('') });
      return { field, ask, isList };
    })
    .map(({ field, ask, isList }) => ({
      isList,
      asked: objectsOf(schema, getNamedType(field.type)).map(({ type, within }) => ({
        type,
        ask: (below: string) => ask(within(below)),
      })),
    }));
  const { lists = [], others = [] } = Object.groupBy(roots, ({ isList }) =>
    isList ? 'lists' : 'others',
  );
  // Of all rows of a list, one has what the row of a name may not have.
  walk(lists.flatMap(({ asked }) => asked));
  walk(others.flatMap(({ asked }) => asked));
  return fields;

  function walk(from: readonly AskedObject[]) {
    let level = from;
    while (level.length > 0) {
      const next: AskedObject[] = [];
      for (const { type, ask } of level) {
        if (seen.has(type)) continue;
        seen.add(type);
        for (const field of Object.values(type.getFields())) {
          if (!isAsked(type, field)) continue;
          const below = getNamedType(field.type);
          fields.push({
            name: `${type.name}.${field.name}`,
            questions: ask(
              `${field.name}${needsLanguage(field.name) ? `(${IN_RUSSIAN})` : ''}${isLeafType(below) ? '' : ' { __typename }'}`,
            ),
          });
          for (const each of objectsOf(schema, below)) {
            next.push({
              type: each.type,
              ask: (selection) => ask(`${field.name} { __typename ${each.within(selection)} }`),
            });
          }
        }
      }
      level = next;
    }
  }
}

interface AskedObject {
  type: GraphQLObjectType;
  /** The questions that ask this of it. */
  ask: (below: string) => readonly string[];
}

interface ObjectAsked {
  type: GraphQLObjectType;
  /** What is selected of it, where it may be one of several. */
  within: (selection: string) => string;
}

function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType): ObjectAsked[] {
  if (isObjectType(type)) return [{ type, within: (selection) => selection }];
  if (!isAbstractType(type)) return [];
  return schema.getPossibleTypes(type).map((each) => ({
    type: each,
    within: (selection: string) => `... on ${each.name} { __typename ${selection} }`,
  }));
}
