import type { Loaders } from '@casus/store/reading/loaders';
import { referenceTableNamed } from '@casus/store/reading/reference-cache';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { PushdownOption } from './options.ts';

/**
 * Under this key, which no field can have, a row that one statement brought for a whole operation has
 * what belongs to it of other tables: by the fields' names in the answer, or by the name of the input.
 */
export const BROUGHT = '$';

/** Under this one, the table that it is of, where that is a reference table. */
export const TABLE = '$table';

export type Resolver = GraphQLFieldResolver<unknown, object, object>;
type Take = (brought: unknown, parent: unknown, args: object, context: Context) => unknown;

interface BroughtRow {
  [BROUGHT]?: Readonly<Record<string, unknown>>;
  [TABLE]?: string;
  __typename?: string;
}

/** Resolves from what the row brought with it; as ever where it brought nothing for the field. */
export function answeredFromRows(option: PushdownOption, resolve: Resolver): Resolver {
  const take = takerOf(option);
  if (!take) return resolve;
  return (parent, args, context, info) => {
    const brought = (parent as BroughtRow | undefined)?.[BROUGHT];
    if (brought === undefined) return resolve(parent, args, context, info);
    const name = option.kind === 'derived' ? option.input : nameInAnswer(info);
    if (!(name in brought)) return resolve(parent, args, context, info);
    return take(brought[name], parent, args, context as Context);
  };
}

const nameInAnswer = ({ fieldNodes: [node], fieldName }: GraphQLResolveInfo) =>
  node!.alias?.value ?? fieldName;

/** What is made of it; null for fields that read columns of the row itself. */
function takerOf(option: PushdownOption): Take | null {
  switch (option.kind) {
    case 'coalesce':
    case 'sameRow':
      return null;
    case 'linked':
      // Foreign keys let no link lead nowhere.
      return (links, _parent, _args, { loaders }) =>
        Promise.all(
          (links as Record<string, string>[]).map((link) =>
            loaders.known(option.table, link[option.property]!),
          ),
        );
    case 'derived':
      return (brought, parent, args, context) =>
        option.derive(brought as never, parent as never, args as never, context);
    case 'composed':
      return (brought, parent, args, context) =>
        option.compose(brought as never, parent as never, args as never, context);
    default:
      return (brought, _parent, _args, { loaders }) => withCanonicalRows(brought, loaders);
  }
}

/** In place of rows of reference tables those that this answer has already: in all of it they are the same. */
function withCanonicalRows(value: unknown, loaders: Loaders): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((row) => withCanonicalRows(row, loaders));
  const { edges, nodes } = value as { edges?: { node?: object }[]; nodes?: object[] };
  if (edges || nodes) {
    return {
      ...value,
      ...(edges && {
        edges: edges.map((edge) => ({ ...edge, node: withCanonicalRows(edge.node, loaders) })),
      }),
      ...(nodes && { nodes: withCanonicalRows(nodes, loaders) }),
    };
  }
  const { [BROUGHT]: brought, [TABLE]: table, __typename, ...row } = value as BroughtRow;
  if (table === undefined) return value;
  const canonical = loaders.canonical(referenceTableNamed(table)!, row as never);
  return {
    ...(canonical as object),
    ...(__typename && { __typename }),
    ...(brought && { [BROUGHT]: brought }),
  };
}
