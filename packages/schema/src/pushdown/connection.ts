import type { Row, JsonExpression } from '@casus/store/pushdown/json';
import type { PageExpressions } from '@casus/store/pushdown/page';
import { getNamedType, type GraphQLObjectType } from 'graphql';
import { NotPushedDown } from './not-pushed-down.ts';
import { objectAsked, objectType, type Asked, type FieldNodes } from './selection.ts';

/** Tells what is asked of the object that a row is. */
export type ObjectJson = (type: GraphQLObjectType, nodes: FieldNodes, row: Row) => JsonExpression;

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
