import { decodeCursor } from '@casus/store/cursor';
import type { Listing } from '@casus/store/page';
import {
  allOf,
  base64url,
  eachOf,
  literal,
  namedOf,
  objectOf,
  oneOf,
  onlyIf,
  pageOf,
  textOf,
  type PageTelling,
  type Row,
  type Telling,
  type ToldSlice,
} from '@casus/store/telling';
import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import {
  getArgumentValues,
  getNamedType,
  isEnumType,
  isLeafType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { NODE_TYPES, parseGlobalId } from '../global-id.ts';
import { PAGE_LIMIT } from '../limits.ts';
import { sliceOf, type ConnectionArguments } from '../paging.ts';
import { tableOf } from './node-tables.ts';
import { fieldsAsked, type Asked } from './selection.ts';
import { toldOf, type Told } from './told.ts';

/** What the database cannot tell by itself; the resolvers answer it. */
export class NotTold extends Error {
  override name = 'NotTold';
}

/** The arguments whose values may differ from one asking to the next without another statement. */
export const CHANGING: ReadonlySet<string> = new Set(['after', 'before', 'slug', 'id', 'ids']);

/** Gives a parameter's value for the variables of one asking. */
export type Fill = (variables: Readonly<Record<string, unknown>>, now: string) => unknown;

/** The JSON of `data`, as one expression, with what fills its placeholders. */
export interface ToldOperation {
  text: SQL;
  fills: ReadonlyMap<string, Fill>;
}

type Field = GraphQLField<unknown, unknown>;

/** @throws NotTold */
export function tellOperation(asked: Asked, operation: OperationDefinitionNode): ToldOperation {
  const fills = new Map<string, Fill>();
  let aliases = 0;
  const nextAlias = () => `t${(aliases += 1)}`;

  function filled(fill: Fill): SQL {
    const name = `p${fills.size}`;
    fills.set(name, fill);
    return sql`${sql.placeholder(name)}`;
  }
  const now = filled((_, moment) => moment);

  /** The argument's value, whenever it is asked for. */
  function changing(node: FieldNode, name: string): Fill {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return (variables) => variables[value.name.value];
    if (value?.kind === Kind.STRING) return () => value.value;
    throw new NotTold(`${node.name.value}(${name})`);
  }

  const argumentsOf = (field: Field, node: FieldNode) =>
    getArgumentValues(field, node, asked.variables);

  function object(type: GraphQLObjectType, nodes: readonly FieldNode[], row: Row): Telling {
    const fields = fieldsAsked(
      asked,
      type,
      nodes.map(({ selectionSet }) => selectionSet),
    );
    return objectOf(
      [...fields].map(([name, [node, ...more]]) => [name, field(type, [node!, ...more], row)]),
    );
  }

  function field(
    type: GraphQLObjectType,
    nodes: readonly [FieldNode, ...FieldNode[]],
    row: Row,
  ): Telling {
    const [node] = nodes;
    if (node.name.value === '__typename') return [`"${type.name}"`];
    const definition = type.getFields()[node.name.value]!;
    if (node.name.value === 'id' && isNode(type)) {
      return ['"', base64url(sql`concat(${literal(`${type.name}:`)}, ${row.column('key')})`), '"'];
    }
    const told = toldOf(definition.extensions);
    if (!told) return shown(definition, row);
    const inner = getNamedType(definition.type);
    const below = (of: Row) => object(objectType(inner), nodes, of);
    switch (told.kind) {
      case 'one':
        return oneOf(told.table, nextAlias(), row.column(told.property), below);
      case 'all':
        return allOf(told.table, nextAlias(), { ...told, key: row.column('key') }, below);
      case 'within':
        return within(told, row, below);
      case 'first':
        return first(told, row);
      case 'list':
        return list(told, definition, nodes, row);
      case 'named':
        throw new NotTold('named below the root');
    }
  }

  function list(
    told: Told & { kind: 'list' },
    definition: Field,
    nodes: readonly [FieldNode, ...FieldNode[]],
    row: Row | null,
  ): Telling {
    const [node] = nodes;
    const args = argumentsOf(definition, node) as ConnectionArguments;
    const listing = told.listing(args as never, now);
    const slice = toldSlice(node, args, listing);
    const hangs = told.link && row ? { link: told.link, key: row.column('key') } : null;
    const connection = objectType(getNamedType(definition.type));
    return pageOf(listing, hangs, slice, nextAlias(), (page) => pageObject(connection, nodes, page));
  }

  function toldSlice(
    node: FieldNode,
    args: ConnectionArguments,
    { order }: Listing<PgTable & { key: PgColumn }>,
  ): ToldSlice {
    const { size, forward, cursor } = sliceOf(args);
    if (cursor === null) return { size, forward, cursor };
    const given = changing(node, forward ? 'after' : 'before');
    const part = (at: 0 | 1) =>
      filled((variables, moment) =>
        decodeCursor(String(given(variables, moment)), order.name, order.value).at(at),
      );
    return { size, forward, cursor: { value: part(0), key: part(1) } };
  }

  function pageObject(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    page: PageTelling,
  ): Telling {
    const parts = fieldsAsked(
      asked,
      type,
      nodes.map(({ selectionSet }) => selectionSet),
    );
    return objectOf(
      [...parts].map(([name, [node, ...more]]) => {
        const all = [node!, ...more];
        const inner = getNamedType(type.getFields()[node!.name.value]?.type);
        switch (node!.name.value) {
          case '__typename':
            return [name, [`"${type.name}"`]];
          case 'totalCount':
            return [name, page.total()];
          case 'nodes':
            return [name, page.rows((row) => object(objectType(inner), all, row))];
          case 'edges':
            return [name, page.rows((row, cursor) => edge(objectType(inner), all, row, cursor))];
          case 'pageInfo':
            return [name, pageInfo(objectType(inner), all, page)];
          default:
            throw new NotTold(`${type.name}.${node!.name.value}`);
        }
      }),
    );
  }

  function edge(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    row: Row,
    cursor: Telling,
  ): Telling {
    const parts = fieldsAsked(
      asked,
      type,
      nodes.map(({ selectionSet }) => selectionSet),
    );
    return objectOf(
      [...parts].map(([name, all]) => {
        switch (all[0]!.name.value) {
          case '__typename':
            return [name, [`"${type.name}"`]];
          case 'cursor':
            return [name, ['"', ...cursor, '"']];
          default:
            return [name, object(objectType(getNamedType(type.getFields()['node']!.type)), all, row)];
        }
      }),
    );
  }

  function pageInfo(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    page: PageTelling,
  ): Telling {
    const parts = fieldsAsked(
      asked,
      type,
      nodes.map(({ selectionSet }) => selectionSet),
    );
    return objectOf(
      [...parts].map(([name, [node]]) => {
        const part = node!.name.value;
        if (part === '__typename') return [name, [`"${type.name}"`]];
        return [name, page[part as Exclude<keyof PageTelling, 'rows' | 'total'>]()];
      }),
    );
  }

  function root(
    type: GraphQLObjectType,
    nodes: readonly [FieldNode, ...FieldNode[]],
  ): Telling {
    const [node] = nodes;
    if (node.name.value === '__typename') return [`"${type.name}"`];
    const definition = type.getFields()[node.name.value];
    if (!definition) throw new NotTold(node.name.value);
    if (definition.name === 'nodes') return byIds(definition, nodes);
    const told = toldOf(definition.extensions);
    if (told?.kind === 'list') return list(told, definition, nodes, null);
    if (told?.kind !== 'named') throw new NotTold(definition.name);
    const slug = changing(node, 'slug');
    const name = filled((variables, moment) => storable(slug(variables, moment)));
    return namedOf(told.table, nextAlias(), name, (row) =>
      object(objectType(getNamedType(definition.type)), nodes, row),
    );
  }

  /** Ids of one type, as clients that load by id send them. */
  function byIds(definition: Field, nodes: readonly [FieldNode, ...FieldNode[]]): Telling {
    const { ids } = argumentsOf(definition, nodes[0]) as { ids: readonly string[] };
    const typename = typeOfIds(ids);
    if (!typename) throw new NotTold('ids of several types');
    const given = changing(nodes[0], 'ids');
    const keys = filled((variables, moment) =>
      (given(variables, moment) as string[]).map((id) => parseGlobalId(id)!.id),
    );
    const type = objectType(asked.schema.getType(typename));
    return eachOf(tableOf(typename), nextAlias(), keys, (row) => object(type, nodes, row));
  }

  const query = asked.schema.getQueryType()!;
  const fields = fieldsAsked(asked, query, [operation.selectionSet]);
  const data = objectOf(
    [...fields].map(([name, [node, ...more]]) => [name, root(query, [node!, ...more])]),
  );
  return { text: textOf(data), fills };
}

/** The type that all of the ids are of; null where they are not, or some are none. */
export function typeOfIds(ids: readonly string[]): (typeof NODE_TYPES)[number] | null {
  if (ids.length > PAGE_LIMIT) return null;
  const types = new Set(ids.map((id) => parseGlobalId(id)?.typename ?? null));
  return types.size === 1 ? [...types][0]! : null;
}

function within(
  { columns, given, some }: Told & { kind: 'within' },
  row: Row,
  tell: (row: Row) => Telling,
): Telling {
  const property = (name: string) => columns[name] ?? name;
  const inner: Row = {
    column: (name) => row.column(property(name)),
    value: (name) => row.value(property(name)),
  };
  const telling = tell(inner);
  const areGiven = given.map((name) => sql`${inner.column(name)} is not null`);
  if (areGiven.length > 0) return onlyIf(sql.join(areGiven, sql` and `), telling);
  if (some.length === 0) return telling;
  return onlyIf(
    sql`coalesce(${sql.join(some.map((name) => inner.column(name)), sql`, `)}) is not null`,
    telling,
  );
}

function first({ properties, otherwise }: Told & { kind: 'first' }, row: Row): Telling {
  const columns = properties.map((name) => sql`${row.column(name)}::text`);
  if (otherwise !== undefined) columns.push(literal(otherwise));
  return [sql`to_json(coalesce(${sql.join(columns, sql`, `)}))::text`];
}

/** A field that only shows a column. */
function shown(field: Field, row: Row): Telling {
  const type = getNamedType(field.type);
  const exposed = field.extensions['pothosExposedField'];
  const property = typeof exposed === 'string' ? exposed : field.resolve ? null : field.name;
  const isSaidAsKept =
    isLeafType(type) &&
    (!isEnumType(type) || type.getValues().every(({ name, value }) => name === value));
  if (property === null || !isSaidAsKept) throw new NotTold(field.name);
  try {
    return row.value(property);
  } catch (error) {
    if (error instanceof RangeError) throw new NotTold(error.message);
    throw error;
  }
}

function objectType(type: unknown): GraphQLObjectType {
  if (!isObjectType(type)) throw new NotTold(String(type));
  return type;
}

const isNode = ({ name }: GraphQLObjectType) => NODE_TYPES.some((node) => node === name);

/** No row is called by what PostgreSQL's text cannot hold; the resolvers say so. */
function storable(name: unknown): string {
  if (typeof name !== 'string' || name.includes('\0')) throw new NotTold('name');
  return name;
}
