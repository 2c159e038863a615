import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { givenUp } from '@casus/store/store-error';
import type { Context } from './context.ts';
import type { Cost, Rows } from './cost.ts';
import './global-types.ts';
import { fieldsOfPageRow, fieldsOfRow } from './selected-fields.ts';

type Resolver = GraphQLFieldResolver<unknown, object, object>;

/** Keeps what fields cost for who counts it, and has each list spend of its answer's budget. */
export class PricePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> {
    const { cost, rows } = field.pothosOptions as { cost?: Cost; rows?: Rows };
    if (field.type.kind === 'List' && rows === undefined && !isConnection(field.parentType)) {
      throw new Error(`${field.parentType}.${field.name} is a list without rows to count it by.`);
    }
    return {
      ...field,
      description: [field.description, rows !== undefined && counted(rows)]
        .filter(Boolean)
        .join(' '),
      extensions: {
        ...field.extensions,
        ...(cost !== undefined && { cost }),
        ...(rows !== undefined && { rows }),
      },
    };
  }

  override wrapResolve(resolve: Resolver, field: PothosOutputFieldConfig<Types>): Resolver {
    // The rows of a page are counted with the field that gives the page.
    if (isConnection(field.parentType)) return resolve;
    if (field.type.kind === 'List') {
      return spending(resolve, (rows, info) =>
        Array.isArray(rows) ? rows.length * fieldsOfRow(info) : 0,
      );
    }
    if (field.type.kind === 'Object' && isConnection(this.nameOf(field.type.ref))) {
      return spending(resolve, (page, info) => {
        const { edges, nodes } = page as { edges?: unknown[]; nodes?: unknown[] };
        return (edges ?? nodes ?? []).length * fieldsOfPageRow(info);
      });
    }
    return resolve;
  }

  private nameOf(ref: Parameters<typeof this.builder.configStore.getTypeConfig>[0]): string {
    return this.builder.configStore.getTypeConfig(ref).name;
  }
}

/** Resolves unless the budget is spent, and takes from it what the rows will answer. */
function spending(
  resolve: Resolver,
  fieldsOf: (rows: unknown, info: Parameters<Resolver>[3]) => number,
): Resolver {
  return (parent, args, context, info) => {
    const { budget, signal } = context as Context;
    // Nothing more is done for an answer that was given up.
    if (budget.refusal) throw budget.refusal;
    if (signal.aborted) throw givenUp(signal);
    const spent = (rows: unknown) => {
      budget.takeFields(fieldsOf(rows, info));
      return rows;
    };
    const rows: unknown = resolve(parent, args, context, info);
    return isPromise(rows) ? rows.then(spent) : spent(rows);
  };
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null)?.then === 'function';

const isConnection = (type: string) => type.endsWith('Connection');

function counted(rows: Rows): string {
  if (typeof rows === 'number') return `Counts as ${rows} ${rows === 1 ? 'row' : 'rows'}.`;
  const { argument, unlessGiven } = rows;
  return typeof argument === 'string'
    ? `Counts as many rows as ${argument}.`
    : `Counts as many rows as ${argument.join(' or ')}, as ${unlessGiven} without.`;
}

const pluginName = 'price';
SchemaBuilder.registerPlugin(pluginName, PricePlugin);
export { pluginName as pricePlugin };
