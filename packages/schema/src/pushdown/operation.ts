import { ENTITIES, type EntityName } from '@casus/store/entities/all';
import { decodeCursor } from '@casus/store/lists/cursor';
import type { Listing } from '@casus/store/lists/page';
import {
  ownedRows,
  base64url,
  rowsByKeys,
  allRows,
  firstOf,
  jsonObject,
  literal,
  rowByName,
  rowByKey,
  nullUnless,
  textOf,
  type Row,
  type JsonExpression,
} from '@casus/store/pushdown/json';
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
  isEnumType,
  isLeafType,
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { isNode, parseGlobalId } from '../global-id.ts';
import { PAGE_LIMIT } from '../limits.ts';
import { sliceOf, type ConnectionArguments } from '../paging.ts';
import { connectionJson, connectionOfRows } from './connection.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import { objectAsked, objectType, type Asked, type FieldNodes } from './selection.ts';
import type { PageTools, PushdownOption, Tools } from './options.ts';
import { nodesAt, partBuilder, rootOfRows, rowJson, type Bring } from './rows.ts';

/** The arguments whose values may differ from one asking to the next without another statement. */
export const CHANGING: ReadonlySet<string> = new Set([
  'after',
  'before',
  'slug',
  'id',
  'ids',
  'query',
]);

/** Gives a parameter's value, or promises it, for the variables of one asking. */
export type Fill = (variables: Readonly<Record<string, unknown>>, context: Context) => unknown;

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
  const fills = new Map<string, Fill>();
  let aliases = 0;
  const nextAlias = () => `t${(aliases += 1)}`;

  function filled(fill: Fill): SQL {
    const name = `p${fills.size}`;
    fills.set(name, fill);
    return sql`${sql.placeholder(name)}`;
  }
  const now = filled((_, context) => context.now);

  /** The argument's value, whenever it is asked for. */
  function changing(
    node: FieldNode,
    name: string,
  ): (variables: Readonly<Record<string, unknown>>) => unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return (variables) => variables[value.name.value];
    if (value?.kind === Kind.STRING || value?.kind === Kind.LIST) {
      const given = valueFromASTUntyped(value, asked.variables.coerced);
      return () => given;
    }
    throw new NotPushedDown(`${node.name.value}(${name})`);
  }

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
    derived: (option, row, part) => {
      isAnyBrought = true;
      return option.build(row, { now, alias: nextAlias, part });
    },
  };

  function field(type: GraphQLObjectType, nodes: FieldNodes, row: Row): JsonExpression {
    const [node] = nodes;
    const definition = type.getFields()[node.name.value]!;
    if (node.name.value === 'id' && isNode(type)) {
      return ['"', base64url(sql`concat(${literal(`${type.name}:`)}, ${row.column('key')})`), '"'];
    }
    const option = definition.extensions.pushdown;
    if (!option) return shown(definition, row);
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
        return within(option, row, below);
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
    const fields = [[type, nodes]] as const;
    return option.build(argumentsOf(definition, node) as never, {
      now,
      alias: nextAlias,
      parent: row?.column('key') ?? null,
      part: partBuilder(asked, fields, bring),
      isAsked: (place) => nodesAt(asked, fields, place).length > 0,
      argument: argumentIn(node),
    });
  }

  const argumentIn =
    (node: FieldNode): PageTools['argument'] =>
    (name, from) => {
      const given = changing(node, name);
      return filled((variables, context) => from(given(variables) as never, context));
    };

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
        argument: argumentIn(node),
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

  function root(type: GraphQLObjectType, nodes: FieldNodes): JsonExpression {
    const [node] = nodes;
    const definition = type.getFields()[node.name.value];
    const option = definition?.extensions.pushdown;
    const below = (row: Row) => object(objectType(getNamedType(definition!.type)), nodes, row);
    switch (option?.kind) {
      case 'page':
      case 'selectedPage':
        return list(option, definition!, nodes, null);
      case 'composed':
        isAnyBrought = true;
        return composedJson(option, type, nodes, null);
      case 'everyRow':
        return allRows(option.table, nextAlias(), option.orderBy, below);
      case 'byName':
        return rowByName(option.table, nextAlias(), slugOf(node), below);
      case 'byKey':
        return rowByKey(option.table, nextAlias(), slugOf(node), below);
      case 'byId':
        return byId(definition!, nodes);
      case 'byIds':
        return byIds(definition!, nodes);
      case 'rootExpression': {
        const tools = toolsFor(definition!, nodes);
        return option.build(argumentsOf(definition!, node) as never, tools);
      }
      default:
        throw new NotPushedDown(node.name.value);
    }
  }

  function slugOf(node: FieldNode): SQL {
    const slug = changing(node, 'slug');
    return filled((variables) => storable(slug(variables)));
  }

  function byId(definition: Field, nodes: FieldNodes): JsonExpression {
    const { id } = argumentsOf(definition, nodes[0]) as { id: string };
    const typename = typeOfIds([id]);
    if (!typename) throw new NotPushedDown('an id of nothing');
    const given = changing(nodes[0], 'id');
    const key = filled((variables) => parseGlobalId(String(given(variables)))!.id);
    const type = objectType(asked.schema.getType(typename));
    return rowByKey(ENTITIES[typename].table, nextAlias(), key, (row) =>
      object(type, nodes, row, true),
    );
  }

  /** Ids of one type, as clients that load by id send them. */
  function byIds(definition: Field, nodes: FieldNodes): JsonExpression {
    const { ids } = argumentsOf(definition, nodes[0]) as { ids: readonly string[] };
    const typename = typeOfIds(ids);
    if (!typename) throw new NotPushedDown('ids of several types');
    const given = changing(nodes[0], 'ids');
    const keys = filled((variables) =>
      (given(variables) as string[]).map((id) => parseGlobalId(id)!.id),
    );
    const type = objectType(asked.schema.getType(typename));
    return rowsByKeys(ENTITIES[typename].table, nextAlias(), keys, (row) =>
      object(type, nodes, row, true),
    );
  }

  const query = asked.schema.getQueryType()!;
  const data =
    form === 'answer'
      ? objectAsked(asked, query, [operation], (nodes) => root(query, nodes))
      : rootOfRows(asked, query, operation, (nodes) => root(query, nodes));
  if (form === 'answer' && asked.refused.size > 0) throw new NotPushedDown(...asked.refused);
  if (aliases === 0) throw new NotPushedDown('nothing of the record');
  // The loaders read the rows of the root as quickly, and beside what else the root is asked for.
  if (form === 'rows' && !isAnyBrought) throw new NotPushedDown('nothing but rows of the root');
  return { text: textOf(data), fills };
}

const cursorArgument = ({ forward }: { forward: boolean }) => (forward ? 'after' : 'before');

/** The type that all of the ids are of; null where they are not, or some are none. */
export function typeOfIds(ids: readonly string[]): EntityName | null {
  if (ids.length > PAGE_LIMIT) return null;
  const types = new Set(ids.map((id) => parseGlobalId(id)?.typename ?? null));
  return types.size === 1 ? [...types][0]! : null;
}

function within(
  { columns, given, some }: PushdownOption & { kind: 'sameRow' },
  row: Row,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const property = (name: string) => {
    const column = columns[name];
    return column === undefined ? name : column;
  };
  const inner: Row = {
    table: row.table,
    column: (name) => read(property(name), row.column),
    json: (name) => read(property(name), row.json),
    given: (name) => {
      const column = property(name);
      return column === null ? null : row.given(column);
    },
  };
  const json = build(inner);
  const areGiven = given.map((name) => sql`${inner.column(name)} is not null`);
  if (areGiven.length > 0) return nullUnless(sql.join(areGiven, sql` and `), json);
  if (some.length === 0) return json;
  return nullUnless(
    sql`coalesce(${sql.join(
      some.map((name) => inner.column(name)),
      sql`, `,
    )}) is not null`,
    json,
  );
}

const read = (property: string | null, from: (property: string) => SQL) =>
  property === null ? sql`null::text` : from(property);

/** A field that only shows a column. */
function shown(field: Field, row: Row): JsonExpression {
  const type = getNamedType(field.type);
  const exposed = field.extensions['pothosExposedField'];
  const property = typeof exposed === 'string' ? exposed : field.resolve ? null : field.name;
  const isSaidAsKept =
    isLeafType(type) &&
    (!isEnumType(type) || type.getValues().every(({ name, value }) => name === value));
  if (property === null || !isSaidAsKept) throw new NotPushedDown(field.name);
  try {
    return firstOf(row, [property]);
  } catch (error) {
    if (error instanceof RangeError) throw new NotPushedDown(error.message);
    throw error;
  }
}

/** No row is called by what PostgreSQL's text cannot hold; the resolvers say so. */
function storable(name: unknown): string {
  if (typeof name !== 'string' || name.includes('\0')) throw new NotPushedDown('name');
  return name;
}
