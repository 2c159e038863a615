import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { instantJson, jsonObject, literal, textOf, type JsonExpression } from './json.ts';

/** A row that is at hand in a statement, by the properties of its table. */
export interface Row {
  /** Whose row it is; null for an object inside a JSON column. */
  table: PgTable | null;
  /** @throws RangeError where the row has no such property; so does `json`. */
  column(property: string): SQL;
  /** The value as JSON text; PostgreSQL's null where there is none. */
  json(property: string): SQL;
  /** The same, where there always is one; else null. */
  given(property: string): JsonExpression | null;
}

/** The first of a row's properties that has a value. */
export function firstOf(
  row: Row,
  properties: readonly string[],
  otherwise = 'null',
): JsonExpression {
  const last = properties.findIndex((property) => row.given(property) !== null);
  if (last === 0) return row.given(properties[0]!)!;
  const values = properties.slice(0, last < 0 ? undefined : last + 1).map((each) => row.json(each));
  return [sql`coalesce(${sql.join(last < 0 ? [...values, literal(otherwise)] : values, sql`, `)})`];
}

/** Some of a row's properties, as they are. */
export const columnsJson = (row: Row, properties: readonly string[]): JsonExpression =>
  jsonObject(properties.map((property) => [property, firstOf(row, [property])]));

/** Of a value that is not null. */
function jsonOf(value: SQL, column: PgColumn): JsonExpression {
  const type = column.getSQLType();
  if (type.startsWith('timestamp')) return instantJson(value);
  if (NUMBERS.test(type)) return [sql`${value}::text`];
  if (column.enumValues?.every((word) => WORD.test(word))) return ['"', sql`${value}::text`, '"'];
  return [sql`to_json(${value})::text`];
}

/** What PostgreSQL writes like JSON does. */
const NUMBERS = /^(smallint|integer|double precision|real|boolean)$/;

/** What JSON writes as it is. */
const WORD = /^\w+$/;

/** Of a table's row under an alias. */
export function rowAs(table: PgTable, alias: string): Row {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const columnOf = (property: string): PgColumn => {
    const column = columns[property];
    if (!column) throw new RangeError(`${getTableConfig(table).name} has no ${property}`);
    return column;
  };
  const column = (property: string) => sql.raw(`${alias}."${columnOf(property).name}"`);
  const json = (property: string) => jsonOf(column(property), columnOf(property));
  return {
    table,
    column,
    json: (property) => textOf(json(property)),
    given: (property) => (columnOf(property).notNull ? json(property) : null),
  };
}

/** Of an object inside a JSON column. */
export function rowInside(json: SQL): Row {
  return {
    table: null,
    column: (property) => sql`(${json} ->> ${literal(property)})`,
    json: (property) => sql`nullif(${json} -> ${literal(property)}, 'null')::text`,
    given: () => null,
  };
}
