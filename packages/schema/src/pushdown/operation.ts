import { decodeCursor } from '@casus/store/lists/cursor';
import type { Listing } from '@casus/store/lists/page';
import {
  base64url,
  jsonObject,
  literal,
  textOf,
  type JsonExpression,
} from '@casus/store/pushdown/json';
import { firstOf, type Row } from '@casus/store/pushdown/row';
import { ownedRows, rowByKey } from '@casus/store/pushdown/rows';
import {
  pageFrom,
  pageOf,
  type PageExpressions,
  type SliceExpression,
} from '@casus/store/pushdown/page';
import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import {
  getArgumentValues,
  getNamedType,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { isNode } from '../global-id.ts';
import { sliceOf, type ConnectionArguments } from '../paging.ts';
import { asOfGiven } from '../types/scalars.ts';
import { connectionJson, connectionOfRows } from './connection.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import { objectOfRow, shown } from './own-columns.ts';
import { parametersOf, type Fill } from './parameters.ts';
import { rootField, type Compiler } from './root.ts';
import { objectAsked, objectType, type Asked, type FieldNodes } from './selection.ts';
import type { PushdownOption, Tools } from './options.ts';
import { nodesAt, partBuilder, rootOfRows, rowJson, type Bring, type FieldAsked } from './rows.ts';

/** The JSON of `data`, as one expression, with what fills its placeholders. */
export interface CompiledOperation {
  text: SQL;
  fills: ReadonlyMap<string, Fill>;
}

type Field = GraphQLField<unknown, unknown>;

/**
 * What the statement gives: the answer as it is sent; or the rows that resolvers answer from, as the
 * parent of the root's fields, where they cannot all be pushed down.
 */
export type Form = 'answer' | 'rows';

/** @throws NotPushedDown */
export function compileOperation(
  asked: Asked,
  operation: OperationDefinitionNode,
  form: Form,
): CompiledOperation {
  const parameters = parametersOf(asked);
  const { now, filled, changing } = parameters;
  let aliases = 0;
  const nextAlias = () => `t${(aliases += 1)}`;

  const argumentsOf = (field: Field, node: FieldNode) =>
    getArgumentValues(field, node, asked.variables);

  const object = (
    type: GraphQLObjectType,
    nodes: FieldNodes,
    row: Row,
    isAbstract = false,
  ): JsonExpression =>
    form === 'answer'
      ? objectAsked(asked, type, nodes, (of) => field(type, of, row))
      : rowJson(asked, type, nodes, row, bring, { isAbstract });

  let isAnyBrought = false;
  const bring: Bring = {
    field: (type, nodes, row) => {
      const json = field(type, nodes, row);
      isAnyBrought = true;
      return json;
    },
    derived: (option, row, fields) => {
      isAnyBrought = true;
      return option.build(row, { now, alias: nextAlias, ...partsOf(fields) });
    },
  };

  const partsOf = (fields: readonly FieldAsked[]) => ({
    part: partBuilder(asked, fields, bring),
    isAsked: (place: string) => nodesAt(asked, fields, place).length > 0,
  });

  function field(type: GraphQLObjectType, nodes: FieldNodes, row: Row): JsonExpression {
    const [node] = nodes;
    const definition = type.getFields()[node.name.value]!;
    if (node.name.value === 'id' && isNode(type)) {
      return ['"', base64url(sql`concat(${literal(`${type.name}:`)}, ${row.column('key')})`), '"'];
    }
    const option = definition.extensions.pushdown;
    return option ? pushed(option, type, nodes, row) : shown(definition, row);
  }

  function pushed(
    option: PushdownOption,
    type: GraphQLObjectType,
    nodes: FieldNodes,
    row: Row,
  ): JsonExpression {
    const [node] = nodes;
    const definition = type.getFields()[node.name.value]!;
    const inner = getNamedType(definition.type);
    const below = (of: Row) => object(objectType(inner), nodes, of);
    switch (option.kind) {
      case 'row':
        return rowByKey(option.table, nextAlias(), row.column(option.property), below);
      case 'rows':
        return ownedRows(option.table, nextAlias(), { ...option, key: row.column('key') }, below);
      case 'linked':
        return ownedRows(
          option.links,
          nextAlias(),
          { ...option, key: row.column('key') },
          (link) =>
            form === 'answer'
              ? rowByKey(option.table, nextAlias(), link.column(option.property), below)
              : jsonObject([[option.property, [link.json(option.property)]]]),
        );
      case 'composed':
        return composedJson(option, type, nodes, row);
      case 'derived':
        throw new NotPushedDown(`${type.name}.${definition.name}`);
      case 'sameRow':
        return objectOfRow(option, row, below);
      case 'coalesce':
        return firstOf(
          row,
          option.properties,
          option.otherwise && JSON.stringify(option.otherwise),
        );
      case 'expression': {
        return option.build(
          row,
          argumentsOf(definition, node) as never,
          toolsFor(definition, nodes),
        );
      }
      case 'page':
      case 'selectedPage':
        return list(option, definition, nodes, row);
      case 'asOf': {
        const of = (other: Row) => pushed(option.now, type, nodes, other);
        const moment = asOfGiven(argumentsOf(definition, node));
        return moment === null
          ? of(row)
          : option.then(row, moment, { alias: nextAlias, below, of });
      }
      case 'byName':
      case 'byKey':
      case 'byId':
      case 'byIds':
      case 'everyRow':
      case 'rootExpression':
        throw new NotPushedDown(`${option.kind} below the root`);
    }
  }

  function composedJson(
    option: PushdownOption & { kind: 'composed' },
    type: GraphQLObjectType,
    nodes: FieldNodes,
    row: Row | null,
  ): JsonExpression {
    const [node] = nodes;
    const definition = type.getFields()[node.name.value]!;
    if (form === 'answer') throw new NotPushedDown(`${type.name}.${definition.name}`);
    isAnyBrought = true;
    return option.build(argumentsOf(definition, node) as never, {
      now,
      alias: nextAlias,
      parent: row?.column('key') ?? null,
      ...partsOf([[type, nodes]]),
      argument: parameters.argumentOf(node),
    });
  }

  function toolsFor(definition: Field, nodes: FieldNodes): Tools {
    const inner = getNamedType(definition.type);
    return {
      now,
      alias: nextAlias,
      below: (row, name) =>
        object(objectType(name ? asked.schema.getType(name) : inner), nodes, row, Boolean(name)),
    };
  }

  function list(
    option: PushdownOption & { kind: 'page' | 'selectedPage' },
    definition: Field,
    nodes: FieldNodes,
    row: Row | null,
  ): JsonExpression {
    const [node] = nodes;
    const args = argumentsOf(definition, node) as ConnectionArguments;
    const connection = objectType(getNamedType(definition.type));
    const build = (page: PageExpressions) =>
      form === 'answer'
        ? connectionJson(asked, connection, nodes, page, object)
        : connectionOfRows(asked, connection, nodes, page, object);
    const key = row?.column('key') ?? null;
    if (option.kind === 'selectedPage') {
      const slice = sliceOf(args);
      const source = option.select(args as never, {
        now,
        parent: key,
        slice: { ...slice, cursor: slice.cursor === null ? null : cursorArgument(slice) },
        argument: parameters.argumentOf(node),
      });
      return pageFrom(source, slice, null, nextAlias(), build);
    }
    const listing = option.listing(args as never, now);
    const slice = sliceExpression(node, args, listing);
    const hangs = option.link && key ? { link: option.link, key } : null;
    return pageOf(listing, hangs, slice, nextAlias(), build);
  }

  function sliceExpression(
    node: FieldNode,
    args: ConnectionArguments,
    { order }: Listing<PgTable & { key: PgColumn }>,
  ): SliceExpression {
    const { size, forward, cursor } = sliceOf(args);
    if (cursor === null) return { size, forward, cursor };
    const given = changing(node, cursorArgument({ forward }));
    const part = (at: 0 | 1) =>
      filled((variables) => decodeCursor(String(given(variables)), order.name, order.value).at(at));
    return { size, forward, cursor: { value: part(0), key: part(1) } };
  }

  const compiler: Compiler = {
    asked,
    parameters,
    alias: nextAlias,
    argumentsOf,
    object,
    list,
    composed: composedJson,
    toolsFor,
  };
  let isAnyOfRecord = false;
  const query = asked.schema.getQueryType()!;
  const ofRoot = (nodes: FieldNodes) => {
    const json = rootField(compiler, query, nodes);
    isAnyOfRecord = true;
    return json;
  };
  const data =
    form === 'answer'
      ? objectAsked(asked, query, [operation], ofRoot)
      : rootOfRows(asked, query, operation, ofRoot);
  if (form === 'answer' && asked.refused.size > 0) throw new NotPushedDown(...asked.refused);
  if (!isAnyOfRecord) throw new NotPushedDown('nothing of the record');
  // The loaders read the rows of the root as quickly, and beside what else the root is asked for.
  if (form === 'rows' && !isAnyBrought) throw new NotPushedDown('nothing but rows of the root');
  return { text: textOf(data), fills: parameters.fills };
}

const cursorArgument = ({ forward }: { forward: boolean }) => (forward ? 'after' : 'before');
