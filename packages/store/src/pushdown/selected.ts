import { sql, type SQL } from 'drizzle-orm';
import { instantJson, textOf, type JsonExpression } from './json.ts';
import type { Row } from './row.ts';

/** How a value that a statement selects is written; `null` where there may be none, or where it is not selected. */
export type Selected = 'number' | 'text' | 'instant' | 'number or null' | 'text or null' | 'null';

/** Of a row that a statement selects under an alias, with columns of its own. */
export function selectedRow(alias: string, columns: Readonly<Record<string, Selected>>): Row {
  const column = (property: string) => {
    if (!(property in columns)) throw new RangeError(`nothing is selected as ${property}`);
    if (columns[property] === 'null') return sql`null::text`;
    return sql.raw(`${alias}."${property}"`);
  };
  const json = (property: string): JsonExpression => {
    const value = column(property);
    switch (columns[property]!) {
      case 'instant':
        return instantJson(value);
      case 'number':
      case 'number or null':
        return [sql`${value}::text`];
      default:
        return [sql`to_json(${value})::text`];
    }
  };
  return {
    table: null,
    column,
    json: (property) => textOf(json(property)),
    given: (property) => (columns[property]?.endsWith('null') ? null : json(property)),
  };
}

interface SelectedList {
  alias: string;
  columns: Readonly<Record<string, Selected>>;
  /** Where the statement selects more, there is no answer at all: PostgreSQL's null. */
  limit?: number;
}

/**
 * The rows that a statement selects, in its order, as a list.
 *
 * @param statement or what makes it, of the columns that are shown: others need not be worked out
 */
export function selectedRows(
  statement: SQL | ((shown: ReadonlySet<string>) => SQL),
  { alias, columns, limit }: SelectedList,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const shown = new Set<string>();
  const row = textOf(build(noting(selectedRow(alias, columns), shown)));
  const from = typeof statement === 'function' ? statement(shown) : statement;
  const list = sql`'[' || coalesce(string_agg(${row}, ','), '') || ']'`;
  const within = limit === undefined ? list : sql`case when count(*) <= ${limit} then ${list} end`;
  return [sql`(select ${within} from (${from}) as ${sql.raw(alias)})`];
}

/** A row that notes which of its columns are shown. */
const noting = (row: Row, shown: Set<string>): Row => ({
  ...row,
  column: (property) => {
    shown.add(property);
    return row.column(property);
  },
  json: (property) => {
    shown.add(property);
    return row.json(property);
  },
  given: (property) => {
    shown.add(property);
    return row.given(property);
  },
});

/** The one row that a statement always selects. */
export function selectedOne(
  statement: SQL,
  { alias, columns }: Omit<SelectedList, 'limit'>,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const row = textOf(build(selectedRow(alias, columns)));
  return [sql`(select ${row} from (${statement}) as ${sql.raw(alias)})`];
}
