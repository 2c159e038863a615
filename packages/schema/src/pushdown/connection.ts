import { jsonObject, type JsonExpression } from '@casus/store/pushdown/json';
import type { Row } from '@casus/store/pushdown/row';
import type { PageExpressions } from '@casus/store/pushdown/page';
import { getNamedType, type GraphQLObjectType } from 'graphql';
import { NotPushedDown } from './not-pushed-down.ts';
import { fieldsAsked, objectAsked, objectType, type Asked, type FieldNodes } from './selection.ts';

/** Tells what is asked of the object that a row is. */
export type ObjectJson = (type: GraphQLObjectType, nodes: FieldNodes, row: Row) => JsonExpression;

/** A connection as the resolvers' own are, with rows in place of objects. */
export function connectionOfRows(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  page: PageExpressions,
  rowJson: ObjectJson,
): JsonExpression {
  return byFieldName(asked, type, nodes, (name, part, inner) => {
    switch (name) {
      case 'totalCount':
        return page.total();
      case 'nodes':
        return page.rows((row) => rowJson(inner(), part, row));
      case 'edges':
        return page.rows((row, cursor) =>
          byFieldName(asked, inner(), part, (of, nodePart, node) =>
            of === 'cursor' ? ['"', ...cursor, '"'] : rowJson(node(), nodePart, row),
          ),
        );
      case 'pageInfo':
        return byFieldName(asked, inner(), part, (of) => page[of as keyof PageBounds]());
      default:
        throw new NotPushedDown(`${type.name}.${name}`);
    }
  });
}

type PageBounds = Omit<PageExpressions, 'rows' | 'total'>;

/** Its fields under their own names, as whoever reads them from an object expects. */
function byFieldName(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  build: (name: string, part: FieldNodes, type: () => GraphQLObjectType) => JsonExpression,
): JsonExpression {
  const parts = [...fieldsAsked(asked, type, nodes).values()].filter(
    ([{ name }]) => name.value !== '__typename',
  );
  const names = parts.map(([{ name }]) => name.value);
  // One property cannot hold what was selected of it in two ways.
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new NotPushedDown(`${type.name}.${twice} under two names`);
  return jsonObject(
    parts.map((part, at) => {
      const name = names[at]!;
      const inner = () => objectType(getNamedType(type.getFields()[name]!.type));
      return [name, build(name, part, inner)];
    }),
  );
}

/** What is asked of a connection, of the page that it is. */
export function connectionJson(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  page: PageExpressions,
  objectJson: ObjectJson,
): JsonExpression {
  return objectAsked(asked, type, nodes, (part) => {
    const name = part[0].name.value;
    const inner = getNamedType(type.getFields()[name]!.type);
    switch (name) {
      case 'totalCount':
        return page.total();
      case 'nodes':
        return page.rows((row) => objectJson(objectType(inner), part, row));
      case 'edges':
        return page.rows((row, cursor) =>
          edgeJson(asked, objectType(inner), part, cursor, (of, node) => objectJson(of, node, row)),
        );
      case 'pageInfo':
        return objectAsked(asked, objectType(inner), part, ([{ name: of }]) =>
          page[of.value as 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'](),
        );
      default:
        throw new NotPushedDown(`${type.name}.${name}`);
    }
  });
}

function edgeJson(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  cursor: JsonExpression,
  nodeJson: (type: GraphQLObjectType, nodes: FieldNodes) => JsonExpression,
): JsonExpression {
  return objectAsked(asked, type, nodes, (part) => {
    const name = part[0].name.value;
    return name === 'cursor'
      ? ['"', ...cursor, '"']
      : nodeJson(objectType(getNamedType(type.getFields()[name]!.type)), part);
  });
}
