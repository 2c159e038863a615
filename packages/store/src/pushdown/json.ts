import { and, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { keyNamed, type Named } from '../entities/named.ts';

/**
 * An SQL expression of JSON text: text as it stands, and expressions that give text and never null.
 * A whole answer written this way is one statement, and its bytes pass through this process unread.
 */
export type JsonExpression = readonly (string | SQL)[];

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

export function literal(text: string): SQL {
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}

/** One expression that gives the text. */
export function textOf(json: JsonExpression): SQL {
  const pieces: SQL[] = [];
  let written = '';
  const flush = () => {
    if (written) pieces.push(literal(written));
    written = '';
  };
  for (const piece of json) {
    if (typeof piece === 'string') written += piece;
    else {
      flush();
      pieces.push(piece);
    }
  }
  const isWritten = pieces.length === 0;
  flush();
  // A literal alone is of no type yet: PostgreSQL would not know which aggregate is meant.
  return isWritten ? sql`${pieces[0] ?? literal('')}::text` : joined(pieces);
}

/**
 * By `||`, which is some times quicker than `concat`; in halves, for one after the other would copy
 * all that came before it again.
 */
function joined(pieces: readonly SQL[]): SQL {
  if (pieces.length <= 8) return sql.join([...pieces], sql` || `);
  const middle = pieces.length >> 1;
  return sql`(${joined(pieces.slice(0, middle))}) || (${joined(pieces.slice(middle))})`;
}

export function jsonObject(fields: readonly (readonly [string, JsonExpression])[]): JsonExpression {
  return [
    '{',
    ...fields.flatMap(([name, value], at) => [
      `${at ? ',' : ''}${JSON.stringify(name)}:`,
      ...value,
    ]),
    '}',
  ];
}

/** Null unless the condition holds. */
export function nullUnless(condition: SQL, json: JsonExpression): JsonExpression {
  return [sql`case when ${condition} then ${textOf(json)} else 'null' end`];
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

const instantJson = (value: SQL): JsonExpression => [
  '"',
  sql`to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  '"',
];

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

/** Of an object inside a JSON column. */
export function rowInside(json: SQL): Row {
  return {
    table: null,
    column: (property) => sql`(${json} ->> ${literal(property)})`,
    json: (property) => sql`nullif(${json} -> ${literal(property)}, 'null')::text`,
    given: () => null,
  };
}

/** The one row of a key; null where there is none, or where it does not meet the condition. */
export function rowByKey(
  table: PgTable,
  alias: string,
  key: SQL,
  build: (row: Row) => JsonExpression,
  condition?: (row: Row) => SQL,
): JsonExpression {
  const row = rowAs(table, alias);
  const found = and(sql`${row.column('key')} = ${key}`, condition?.(row));
  return [
    sql`coalesce((select ${textOf(build(row))} from ${tableAs(table, alias)} where ${found}), 'null')`,
  ];
}

/** The one row that a slug or a natural key names, the slug first; null where there is none. */
export function rowByName(
  table: Named,
  alias: string,
  name: SQL,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  return rowByKey(table, alias, keyNamed(table, name), build);
}

/** Which rows of a table belong to an owner, in what order. */
export interface Owned {
  owner: PgColumn;
  /** The owner's. */
  key: SQL;
  orderBy: readonly PgColumn[];
  /** What the rows have to meet besides. */
  condition?: (row: Row) => SQL;
}

/** All rows of an owner, as a list. */
export function ownedRows(
  table: PgTable,
  alias: string,
  owned: Owned,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const row = rowAs(table, alias);
  return [
    sql`coalesce((select '[' || string_agg(${textOf(build(row))}, ',' order by ${orderOf(alias, owned)}) || ']'
      from ${tableAs(table, alias)} where ${belongs(row, alias, owned)}), '[]')`,
  ];
}

/** The first row of an owner; null where it has none. */
export function firstOwnedRow(
  table: PgTable,
  alias: string,
  owned: Owned,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const row = rowAs(table, alias);
  return [
    sql`coalesce((select ${textOf(build(row))} from ${tableAs(table, alias)}
      where ${belongs(row, alias, owned)} order by ${orderOf(alias, owned)} limit 1), 'null')`,
  ];
}

/** The rows of a table that meet a condition on it, in no order. */
export function rowsWhere(
  table: PgTable,
  alias: string,
  where: SQL,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  return [
    sql`coalesce((select '[' || string_agg(${textOf(build(rowAs(table, alias)))}, ',') || ']'
      from (select * from ${table} where ${where}) as ${sql.raw(alias)}), '[]')`,
  ];
}

/** All rows of a table, as a list. */
export function allRows(
  table: PgTable,
  alias: string,
  orderBy: readonly PgColumn[],
  build: (row: Row) => JsonExpression,
): JsonExpression {
  return [
    sql`coalesce((select '[' || string_agg(${textOf(build(rowAs(table, alias)))}, ',' order by ${orderOf(alias, { orderBy })}) || ']'
      from ${tableAs(table, alias)}), '[]')`,
  ];
}

const named = (alias: string, { name }: PgColumn) => sql.raw(`${alias}."${name}"`);

const orderOf = (alias: string, { orderBy }: Pick<Owned, 'orderBy'>) =>
  sql.join(
    orderBy.map((column) => named(alias, column)),
    sql`, `,
  );

const belongs = (row: Row, alias: string, { owner, key, condition }: Owned) =>
  and(sql`${named(alias, owner)} = ${key}`, condition?.(row));

/** The rows of keys, in the order of the keys; null where there is none. */
export function rowsByKeys(
  table: PgTable,
  alias: string,
  keys: SQL,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const asked = `${alias}_asked`;
  return [
    sql`coalesce((select '[' || string_agg(${textOf(
      rowByKey(table, alias, sql.raw(`${asked}.key`), build),
    )}, ',' order by ${sql.raw(`${asked}.at`)}) || ']'
      from unnest(${keys}::text[]) with ordinality as ${sql.raw(asked)}(key, at)), '[]')`,
  ];
}

/** A table under an alias, as `from` takes it. */
export const tableAs = (table: PgTable, alias: string) =>
  sql.raw(`"${getTableConfig(table).name}" as ${alias}`);

/** Like Node's: without padding, and without PostgreSQL's line breaks. */
export function base64url(text: SQL): SQL {
  return sql`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}

/** The objects of a JSON column that holds a list of them. */
export function arrayElements(
  list: SQL,
  alias: string,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const element = sql.raw(`${alias}.element`);
  return [
    sql`coalesce((select '[' || string_agg(${textOf(build(rowInside(element)))}, ',' order by ${sql.raw(`${alias}.at`)}) || ']'
      from jsonb_array_elements(${list}) with ordinality as ${sql.raw(alias)}(element, at)), '[]')`,
  ];
}

/** The entries of a JSON column that holds an object of texts, each as an object of two fields. */
export function objectEntries(
  object: SQL,
  keyAs: string,
  valueAs: string,
  alias: string,
  build: (row: Row) => JsonExpression,
): JsonExpression {
  const entry = sql`(select coalesce(jsonb_agg(jsonb_build_object(${literal(keyAs)}, key, ${literal(valueAs)}, value)), '[]')
    from jsonb_each_text(${object}))`;
  return arrayElements(entry, alias, build);
}
