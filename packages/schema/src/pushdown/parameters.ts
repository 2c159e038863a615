import { sql, type SQL } from 'drizzle-orm';
import { Kind, valueFromASTUntyped, type FieldNode } from 'graphql';
import type { Context } from '../context.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import type { PageTools } from './options.ts';
import type { Asked } from './selection.ts';

/** The arguments whose values may differ from one asking to the next without another statement. */
export const CHANGING: ReadonlySet<string> = new Set([
  'after',
  'before',
  'slug',
  'id',
  'ids',
  'query',
  'changedSince',
]);

type Variables = Readonly<Record<string, unknown>>;

/** Gives a parameter's value, or promises it, for the variables of one asking. */
export type Fill = (variables: Variables, context: Context) => unknown;

/** The placeholders of a statement, with what fills them. */
export interface Parameters {
  fills: ReadonlyMap<string, Fill>;
  now: SQL;
  /** A new placeholder. */
  filled: (fill: Fill) => SQL;
  /** The value of an argument that is one of `CHANGING`, whenever it is asked for. */
  changing: (node: FieldNode, name: string) => (variables: Variables) => unknown;
  /** A placeholder made of such an argument. */
  argumentOf: (node: FieldNode) => PageTools['argument'];
}

export function parametersOf({ variables }: Asked): Parameters {
  const fills = new Map<string, Fill>();

  function filled(fill: Fill): SQL {
    const name = `p${fills.size}`;
    fills.set(name, fill);
    return sql`${sql.placeholder(name)}`;
  }

  function changing(node: FieldNode, name: string): (variables: Variables) => unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return (values) => values[value.name.value];
    if (value?.kind === Kind.STRING || value?.kind === Kind.LIST) {
      const given = valueFromASTUntyped(value, variables.coerced);
      return () => given;
    }
    throw new NotPushedDown(`${node.name.value}(${name})`);
  }

  return {
    fills,
    now: filled((_, context) => context.now),
    filled,
    changing,
    argumentOf: (node) => (name, from) => {
      const given = changing(node, name);
      return filled((values, context) => from(given(values) as never, context));
    },
  };
}
