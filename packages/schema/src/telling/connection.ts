import type { Row, Telling } from '@casus/store/telling';
import type { PageTelling } from '@casus/store/telling-page';
import { getNamedType, type GraphQLObjectType } from 'graphql';
import { NotTold } from './not-told.ts';
import { objectAsked, objectType, type Asked, type FieldNodes } from './selection.ts';

/** Tells what is asked of the object that a row is. */
export type TellObject = (type: GraphQLObjectType, nodes: FieldNodes, row: Row) => Telling;

/** What is asked of a connection, of the page that it is. */
export function connectionTold(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  page: PageTelling,
  tellObject: TellObject,
): Telling {
  return objectAsked(asked, type, nodes, (part) => {
    const name = part[0].name.value;
    const inner = getNamedType(type.getFields()[name]!.type);
    switch (name) {
      case 'totalCount':
        return page.total();
      case 'nodes':
        return page.rows((row) => tellObject(objectType(inner), part, row));
      case 'edges':
        return page.rows((row, cursor) =>
          edgeTold(asked, objectType(inner), part, cursor, (of, node) => tellObject(of, node, row)),
        );
      case 'pageInfo':
        return objectAsked(asked, objectType(inner), part, ([{ name: of }]) =>
          page[of.value as 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'](),
        );
      default:
        throw new NotTold(`${type.name}.${name}`);
    }
  });
}

function edgeTold(
  asked: Asked,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  cursor: Telling,
  tellNode: (type: GraphQLObjectType, nodes: FieldNodes) => Telling,
): Telling {
  return objectAsked(asked, type, nodes, (part) => {
    const name = part[0].name.value;
    return name === 'cursor'
      ? ['"', ...cursor, '"']
      : tellNode(objectType(getNamedType(type.getFields()[name]!.type)), part);
  });
}
