import type { EntityName } from '@casus/store/entities/all';

const typeNames = new WeakMap<object, EntityName>();

/** Marks which type a loaded row is of, for unions and interfaces: rows carry no name of their own. */
export function typed<Row extends object>(name: EntityName, row: Row): Row {
  typeNames.set(row, name);
  return row;
}

/** Rows that one statement brought for a whole operation do, where they may be of several types. */
export const typeOfRow = (row: object) =>
  typeNames.get(row) ?? (row as { __typename?: EntityName }).__typename;
