import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import { firstOf, type Row } from '@casus/store/pushdown/row';
import { isReferenceTable } from '@casus/store/reading/reference-cache';
import { getTableColumns, getTableName } from 'drizzle-orm';
import {
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isObjectType,
  print,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { isNode } from '../global-id.ts';
import { asOfGiven } from '../types/scalars.ts';
import { BROUGHT, TABLE } from './brought.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import type { PartBuilder, PushdownKind, PushdownOption } from './options.ts';
import { fieldsAsked, objectType, type Asked, type FieldNodes } from './selection.ts';

type Derived = PushdownOption & { kind: 'derived' };

/** How what belongs to a row is built. */
export interface Bring {
  field(type: GraphQLObjectType, nodes: FieldNodes, row: Row): JsonExpression;
  derived(option: Derived, row: Row, fields: readonly FieldAsked[]): JsonExpression;
}

interface Wanted {
  /** Columns besides those that the selected fields need. */
  columns?: readonly string[];
  /** Whether the row has to say of which type it is. */
  isAbstract?: boolean;
}

/**
 * A row as the resolvers of what is selected of it need it, with what belongs to it of other tables.
 * Rows of reference tables that it points to are not brought unless others belong to them: the request's loaders have them.
 */
export function rowJson(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  row: Row,
  bring: Bring,
  { columns = [], isAbstract = false }: Wanted = {},
): JsonExpression {
  const needed = new Set(columns);
  const brought = new Map<string, JsonExpression>();
  const derived = new Map<string, { option: Derived; fields: [GraphQLObjectType, FieldNodes][] }>();
  const { table } = row;
  const isReference = table !== null && isReferenceTable(table);
  let isWhole = isReference;

  /** The field's resolver will run, and may read any column. */
  function defer(of: GraphQLObjectType, name: string): void {
    const field = `${of.name}.${name}`;
    asked.refused.add(field);
    if (!table) throw new NotPushedDown(field);
    isWhole = true;
  }

  type Column = (property: string) => string | null;
  const need = (column: Column, properties: readonly string[]) => {
    for (const property of properties) {
      const name = column(property);
      if (name !== null) needed.add(name);
    }
  };

  function visit(of: GraphQLObjectType, at: readonly FieldNode[], column: Column, isRow: boolean) {
    for (const [nameInAnswer, part] of fieldsAsked(asked, of, at)) {
      const name = part[0].name.value;
      if (name === '__typename') continue;
      const field = of.getFields()[name]!;
      const option = optionOf(field, part[0], asked);
      if (name === 'id' && isNode(of)) needed.add('key');
      else if (!areAlike(part)) defer(of, name);
      else if (!option) {
        const exposed = field.extensions['pothosExposedField'];
        const property = typeof exposed === 'string' ? exposed : field.resolve ? null : name;
        if (property === null) defer(of, name);
        else need(column, [property]);
      } else if (option.kind === 'coalesce') {
        need(column, option.properties);
      } else if (option.kind === 'sameRow') {
        need(column, [...option.given, ...option.some]);
        const renamed = (property: string) => {
          const to = option.columns[property];
          return to === null ? null : column(to ?? property);
        };
        const isSame = isRow && Object.keys(option.columns).length === 0;
        visit(objectType(getNamedType(field.type)), part, renamed, isSame);
      } else if (isOfLoaders(option) && !needsOtherRows(asked, field, part)) {
        need(column, [option.property]);
      } else if (!isRow || brought.has(nameInAnswer)) {
        defer(of, name);
      } else if (option.kind === 'derived') {
        need(column, ['key', ...option.columns]);
        const known = derived.get(option.input) ?? { option, fields: [] };
        known.fields.push([of, part]);
        derived.set(option.input, known);
      } else {
        try {
          brought.set(nameInAnswer, bring.field(of, part, row));
        } catch (error) {
          if (!(error instanceof NotPushedDown)) throw error;
          defer(of, name);
        }
      }
    }
  }

  visit(type, nodes, (property) => property, true);
  for (const [input, { option, fields }] of derived) {
    brought.set(input, bring.derived(option, row, fields));
  }
  const properties = table && isWhole ? Object.keys(getTableColumns(table)) : [...needed];
  return jsonObject([
    ...(isAbstract ? [['__typename', [JSON.stringify(type.name)]] as const] : []),
    ...(isReference ? [[TABLE, [JSON.stringify(getTableName(table))]] as const] : []),
    ...properties.map((property) => [property, columnOf(row, property)] as const),
    ...(brought.size > 0 ? [[BROUGHT, jsonObject([...brought])] as const] : []),
  ]);
}

/** How the database answers a field, for the moment that is given. */
function optionOf(field: GraphQLField<unknown, unknown>, node: FieldNode, asked: Asked) {
  const { pushdown } = field.extensions;
  return pushdown?.kind === 'asOf' && isNow(field, node, asked) ? pushdown.now : pushdown;
}

/** The request's loaders have the row that it leads to. */
const isOfLoaders = (option: PushdownOption): option is PushdownOption & { kind: 'row' } =>
  option.kind === 'row' && isReferenceTable(option.table);

const OF_OTHER_ROWS: ReadonlySet<PushdownKind> = new Set<PushdownKind>([
  'rows',
  'linked',
  'page',
  'selectedPage',
  'derived',
  'composed',
]);

/** Something is selected below a field that rows of other tables belong to: they come with its row. */
function needsOtherRows(
  asked: Asked,
  field: GraphQLField<unknown, unknown>,
  nodes: FieldNodes,
): boolean {
  return objectTypes(asked.schema, getNamedType(field.type)).some((type) =>
    [...fieldsAsked(asked, type, nodes).values()].some((part) => {
      const below = type.getFields()[part[0].name.value];
      const option = below && optionOf(below, part[0], asked);
      if (!option) return false;
      if (option.kind === 'row') return !isOfLoaders(option) || needsOtherRows(asked, below, part);
      return option.kind === 'sameRow'
        ? needsOtherRows(asked, below, part)
        : OF_OTHER_ROWS.has(option.kind);
    }),
  );
}

/** No moment is given. */
const isNow = (field: GraphQLField<unknown, unknown>, node: FieldNode, { variables }: Asked) =>
  asOfGiven(getArgumentValues(field, node, variables)) === null;

function columnOf(row: Row, property: string): JsonExpression {
  try {
    return firstOf(row, [property]);
  } catch (error) {
    if (error instanceof RangeError) throw new NotPushedDown(error.message);
    throw error;
  }
}

/** A field of a type, by the places where a document asks it. */
export type FieldAsked = readonly [GraphQLObjectType, readonly FieldNode[]];

/** Builds rows of what is selected at places below some fields. */
export function partBuilder(
  asked: Asked,
  fields: readonly FieldAsked[],
  bring: Bring,
): PartBuilder {
  return (typename, at, columns, isAbstract = false) => {
    const type = objectType(asked.schema.getType(typename));
    const nodes = at.flatMap((place) => nodesAt(asked, fields, place));
    return (row) => rowJson(asked, type, nodes, row, bring, { columns, isAbstract });
  };
}

/** What is selected at a place below some fields: `edges.node`. */
export function nodesAt(asked: Asked, fields: readonly FieldAsked[], place: string): FieldNode[] {
  let level = fields;
  for (const name of place.split('.')) {
    level = level.flatMap(([type, nodes]) => {
      const inner = getNamedType(type.getFields()[nodes[0]!.name.value]!.type);
      return objectTypes(asked.schema, inner).flatMap((of) =>
        [...fieldsAsked(asked, of, nodes).values()]
          .filter(([node]) => node.name.value === name)
          .map((found): FieldAsked => [of, found]),
      );
    });
  }
  return level.flatMap(([, nodes]) => nodes);
}

const objectTypes = (schema: GraphQLSchema, type: GraphQLNamedType) => {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
};

/** Rows that show up in several places may be asked for different things under one name. */
function areAlike([first, ...others]: FieldNodes): boolean {
  const argumentsOf = (node: FieldNode) => (node.arguments ?? []).map(print).join();
  return others.every(
    (node) => node.name.value === first.name.value && argumentsOf(node) === argumentsOf(first),
  );
}

/** The parent of the root's fields: those that cannot be pushed down are resolved as ever. */
export function rootOfRows(
  asked: Asked,
  query: GraphQLObjectType,
  operation: OperationDefinitionNode,
  build: (nodes: FieldNodes) => JsonExpression,
): JsonExpression {
  const brought: [string, JsonExpression][] = [];
  for (const [name, part] of fieldsAsked(asked, query, [operation])) {
    // What is asked of the schema itself needs no database.
    if (part[0].name.value.startsWith('__')) continue;
    try {
      brought.push([name, build(part)]);
    } catch (error) {
      if (!(error instanceof NotPushedDown)) throw error;
      asked.refused.add(`${query.name}.${part[0].name.value}`);
    }
  }
  return jsonObject([[BROUGHT, jsonObject(brought)]]);
}
