import type { NodeType } from './global-id.ts';

const typeNames = new WeakMap<object, NodeType>();

/** Marks which type a loaded row is of, for unions and interfaces: rows carry no name of their own. */
export function typed<Row extends object>(name: NodeType, row: Row): Row {
  typeNames.set(row, name);
  return row;
}

/** Rows that one statement brought for a whole operation do, where they may be of several types. */
export const typeOfRow = (row: object) =>
  typeNames.get(row) ?? (row as { __typename?: NodeType }).__typename;
