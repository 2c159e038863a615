import { ENTITIES, type EntityName } from '@casus/store/entities/all';
import type { JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import { allRows, rowByKey, rowByName, rowsByKeys } from '@casus/store/pushdown/rows';
import type { SQL } from 'drizzle-orm';
import { getNamedType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { parseGlobalId } from '../global-id.ts';
import { PAGE_LIMIT } from '../limits.ts';
import { NotPushedDown } from './not-pushed-down.ts';
import type { PushdownOption, Tools } from './options.ts';
import type { Parameters } from './parameters.ts';
import { objectType, type Asked, type FieldNodes } from './selection.ts';

type Field = GraphQLField<unknown, unknown>;
type Option<Kind> = PushdownOption & { kind: Kind };

/** What builds the parts of an operation's statement. */
export interface Compiler {
  asked: Asked;
  parameters: Parameters;
  alias: () => string;
  argumentsOf: (field: Field, node: FieldNode) => Record<string, unknown>;
  /** What is selected of an object that a row is; with its type where others may stand there, too. */
  object: (
    type: GraphQLObjectType,
    nodes: FieldNodes,
    row: Row,
    isAbstract?: boolean,
  ) => JsonExpression;
  list: (
    option: Option<'page' | 'selectedPage'>,
    field: Field,
    nodes: FieldNodes,
    row: Row | null,
  ) => JsonExpression;
  composed: (
    option: Option<'composed'>,
    type: GraphQLObjectType,
    nodes: FieldNodes,
    row: Row | null,
  ) => JsonExpression;
  toolsFor: (field: Field, nodes: FieldNodes) => Tools;
}

/** The JSON of a field of the root. */
export function rootField(
  compiler: Compiler,
  type: GraphQLObjectType,
  nodes: FieldNodes,
): JsonExpression {
  const { alias, object } = compiler;
  const [node] = nodes;
  const definition = type.getFields()[node.name.value];
  const option = definition?.extensions.pushdown;
  const below = (row: Row) => object(objectType(getNamedType(definition!.type)), nodes, row);
  switch (option?.kind) {
    case 'page':
    case 'selectedPage':
      return compiler.list(option, definition!, nodes, null);
    case 'composed':
      return compiler.composed(option, type, nodes, null);
    case 'everyRow':
      return allRows(option.table, alias(), option.orderBy, below);
    case 'byName':
      return rowByName(option.table, alias(), slugOf(compiler, node), below);
    case 'byKey':
      return rowByKey(option.table, alias(), slugOf(compiler, node), below);
    case 'byId':
      return byId(compiler, definition!, nodes);
    case 'byIds':
      return byIds(compiler, definition!, nodes);
    case 'rootExpression': {
      const tools = compiler.toolsFor(definition!, nodes);
      return option.build(compiler.argumentsOf(definition!, node) as never, tools);
    }
    default:
      throw new NotPushedDown(node.name.value);
  }
}

function slugOf({ parameters }: Compiler, node: FieldNode): SQL {
  const slug = parameters.changing(node, 'slug');
  return parameters.filled((variables) => storable(slug(variables)));
}

function byId(
  { asked, parameters, alias, object, argumentsOf }: Compiler,
  definition: Field,
  nodes: FieldNodes,
): JsonExpression {
  const { id } = argumentsOf(definition, nodes[0]) as { id: string };
  const typename = typeOfIds([id]);
  if (!typename) throw new NotPushedDown('an id of nothing');
  const given = parameters.changing(nodes[0], 'id');
  const key = parameters.filled((variables) => parseGlobalId(String(given(variables)))!.id);
  const type = objectType(asked.schema.getType(typename));
  return rowByKey(ENTITIES[typename].table, alias(), key, (row) => object(type, nodes, row, true));
}

/** Ids of one type, as clients that load by id send them. */
function byIds(
  { asked, parameters, alias, object, argumentsOf }: Compiler,
  definition: Field,
  nodes: FieldNodes,
): JsonExpression {
  const { ids } = argumentsOf(definition, nodes[0]) as { ids: readonly string[] };
  const typename = typeOfIds(ids);
  if (!typename) throw new NotPushedDown('ids of several types');
  const given = parameters.changing(nodes[0], 'ids');
  const keys = parameters.filled((variables) =>
    (given(variables) as string[]).map((id) => parseGlobalId(id)!.id),
  );
  const type = objectType(asked.schema.getType(typename));
  return rowsByKeys(ENTITIES[typename].table, alias(), keys, (row) =>
    object(type, nodes, row, true),
  );
}

/** The type that all of the ids are of; null where they are not, or some are none. */
export function typeOfIds(ids: readonly string[]): EntityName | null {
  if (ids.length > PAGE_LIMIT) return null;
  const types = new Set(ids.map((id) => parseGlobalId(id)?.typename ?? null));
  return types.size === 1 ? [...types][0]! : null;
}

/** No row is called by what PostgreSQL's text cannot hold; the resolvers say so. */
function storable(name: unknown): string {
  if (typeof name !== 'string' || name.includes('\0')) throw new NotPushedDown('name');
  return name;
}
