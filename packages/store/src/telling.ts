import { and, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { Link, Listing } from './page.ts';

/**
 * JSON that the database writes: text as it stands, and expressions that give text and never null.
 * A whole answer told this way is one statement, and its bytes pass through this process unread.
 */
export type Telling = readonly (string | SQL)[];

/** A row that is at hand in a statement, by the properties of its table. */
export interface Row {
  /** @throws RangeError where the row has no such property; so does `json`. */
  column(property: string): SQL;
  /** The value as JSON text; PostgreSQL's null where there is none. */
  json(property: string): SQL;
}

/** A slice whose cursor, where it has one, is known only when the statement runs. */
export interface ToldSlice {
  size: number;
  forward: boolean;
  cursor: { value: SQL; key: SQL } | null;
}

/** What may be told of a page; each is read only if it is called for. */
export interface PageTelling {
  /** Each row of the page, as a list; `tell` may show the row's cursor. */
  rows(tell: (row: Row, cursor: Telling) => Telling): Telling;
  hasNextPage(): Telling;
  hasPreviousPage(): Telling;
  startCursor(): Telling;
  endCursor(): Telling;
  /** How many rows the whole list has. */
  total(): Telling;
}

/** PostgreSQL functions take at most 100 arguments. */
const ARGUMENTS = 90;

export function literal(text: string): SQL {
  return sql.raw(`'${text.replaceAll("'", "''")}'`);
}

/** One expression that gives the told text. */
export function textOf(telling: Telling): SQL {
  const pieces: SQL[] = [];
  let written = '';
  const flush = () => {
    if (written) pieces.push(literal(written));
    written = '';
  };
  for (const piece of telling) {
    if (typeof piece === 'string') written += piece;
    else {
      flush();
      pieces.push(piece);
    }
  }
  flush();
  if (pieces.length === 0) return literal('');
  if (pieces.length === 1) return sql`${pieces[0]}::text`;
  return concat(pieces);
}

function concat(pieces: readonly SQL[]): SQL {
  if (pieces.length <= ARGUMENTS) return sql`concat(${sql.join([...pieces], sql`, `)})`;
  const groups = Array.from({ length: Math.ceil(pieces.length / ARGUMENTS) }, (_, at) =>
    concat(pieces.slice(at * ARGUMENTS, (at + 1) * ARGUMENTS)),
  );
  return concat(groups);
}

export function objectOf(fields: readonly (readonly [string, Telling])[]): Telling {
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
export function onlyIf(condition: SQL, telling: Telling): Telling {
  return [sql`case when ${condition} then ${textOf(telling)} else 'null' end`];
}

/** The first of a row's properties that has a value. */
export function firstOf(row: Row, properties: readonly string[], otherwise = 'null'): Telling {
  const values = [...properties.map((property) => row.json(property)), literal(otherwise)];
  return [sql`coalesce(${sql.join(values, sql`, `)})`];
}

function jsonOf(expression: SQL, type: string): SQL {
  if (type.startsWith('timestamp')) {
    return sql`to_char(${expression}, '"\\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\\""')`;
  }
  if (NUMBERS.test(type)) return sql`${expression}::text`;
  return sql`to_json(${expression})::text`;
}

/** What PostgreSQL writes like JSON does. */
const NUMBERS = /^(smallint|integer|double precision|real|boolean)$/;

/** Of a table's row under an alias. */
export function rowAs(table: PgTable, alias: string): Row {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const columnOf = (property: string): PgColumn => {
    const column = columns[property];
    if (!column) throw new RangeError(`${getTableConfig(table).name} has no ${property}`);
    return column;
  };
  const column = (property: string) => sql.raw(`${alias}."${columnOf(property).name}"`);
  return {
    column,
    json: (property) => jsonOf(column(property), columnOf(property).getSQLType()),
  };
}

/** Of an object inside a JSON column. */
export function rowInside(json: SQL): Row {
  return {
    column: (property) => sql`(${json} ->> ${literal(property)})`,
    json: (property) => sql`nullif(${json} -> ${literal(property)}, 'null')::text`,
  };
}

/** The one row of a key; null where there is none. */
export function oneOf(
  table: PgTable,
  alias: string,
  key: SQL,
  tell: (row: Row) => Telling,
): Telling {
  const row = rowAs(table, alias);
  return [
    sql`coalesce((select ${textOf(tell(row))} from ${as(table, alias)} where ${row.column('key')} = ${key}), 'null')`,
  ];
}

/** The one row that a slug or a natural key names, the slug first; null where there is none. */
export function namedOf(
  table: PgTable & { slug: PgColumn },
  alias: string,
  name: SQL,
  tell: (row: Row) => Telling,
): Telling {
  const key = sql`coalesce((select key from ${table as PgTable} where slug = ${name}), ${name})`;
  return oneOf(table, alias, key, tell);
}

/** All rows of an owner, as a list. */
export function allOf(
  table: PgTable,
  alias: string,
  { owner, key, orderBy }: { owner: PgColumn; key: SQL; orderBy: readonly PgColumn[] },
  tell: (row: Row) => Telling,
): Telling {
  const named = (column: PgColumn) => sql.raw(`${alias}."${column.name}"`);
  const order = sql.join(orderBy.map(named), sql`, `);
  return [
    sql`coalesce((select '[' || string_agg(${textOf(tell(rowAs(table, alias)))}, ',' order by ${order}) || ']'
      from ${as(table, alias)} where ${named(owner)} = ${key}), '[]')`,
  ];
}

/** The rows of keys, in the order of the keys; null where there is none. */
export function eachOf(
  table: PgTable,
  alias: string,
  keys: SQL,
  tell: (row: Row) => Telling,
): Telling {
  const asked = `${alias}_asked`;
  return [
    sql`coalesce((select '[' || string_agg(${textOf(
      oneOf(table, alias, sql.raw(`${asked}.key`), tell),
    )}, ',' order by ${sql.raw(`${asked}.at`)}) || ']'
      from unnest(${keys}::text[]) with ordinality as ${sql.raw(asked)}(key, at)), '[]')`,
  ];
}

const as = (table: PgTable, alias: string) =>
  sql.raw(`"${getTableConfig(table).name}" as ${alias}`);

/** A slice of a list that hangs on the row at hand, or on none; it reads like page.ts reads it. */
export function pageOf<Table extends PgTable & { key: PgColumn }>(
  { table, where, order }: Listing<Table>,
  hangs: { link: Link; key: SQL } | null,
  slice: ToldSlice,
  alias: string,
  tell: (page: PageTelling) => Telling,
): Telling {
  const ascending = order.descending !== slice.forward;
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const sorted = sql`${order.by} ${direction}, ${table.key} ${direction}`;
  const belongs = and(hangs?.link(sql.raw('parent.key')), where);
  const beyond = slice.cursor
    ? sql`(${order.by}, ${table.key}) ${sql.raw(ascending ? '>' : '<')} (${slice.cursor.value}, ${slice.cursor.key})`
    : undefined;

  const told: SQL[] = [];
  const gathered = (aggregate: SQL): SQL => {
    told.push(sql`${aggregate} as ${sql.raw(`c${told.length}`)}`);
    return sql.raw(`${alias}_page.c${told.length - 1}`);
  };
  const inside = sql.raw(`${alias}.row_at <= ${slice.size}`);
  const cursor = cursorOf(order.name, alias);
  const cursorAt = (at: string) => [
    sql`coalesce(${gathered(sql`max(${textOf(['"', cursor, '"'])} collate "C") filter (where ${sql.raw(`${alias}.row_at = ${at}`)})`)}, 'null')`,
  ];
  const first = () => cursorAt('1');
  const last = () => cursorAt(`least(${slice.size}, ${alias}.row_count)`);
  const more = () => [gathered(sql.raw(`(count(*) > ${slice.size})::text`))];
  const given = () => [String(slice.cursor !== null)];

  const telling = textOf(
    tell({
      rows: (tellRow) => {
        const list = sql`string_agg(${textOf(tellRow(rowAs(table, alias), [cursor]))}, ','
          order by ${sql.raw(`${alias}.row_at ${slice.forward ? 'asc' : 'desc'}`)}) filter (where ${inside})`;
        return ['[', gathered(sql`coalesce(${list}, '')`), ']'];
      },
      hasNextPage: slice.forward ? more : given,
      hasPreviousPage: slice.forward ? given : more,
      startCursor: slice.forward ? first : last,
      endCursor: slice.forward ? last : first,
      total: () => [
        sql`(select count(*) from ${table as PgTable} where ${belongs ?? sql`true`})::text`,
      ],
    }),
  );
  if (told.length === 0) return [sql`(select ${telling} from ${parentOf(hangs)})`];
  return [
    sql`(select ${telling} from ${parentOf(hangs)} cross join lateral (
      select ${sql.join(told, sql`, `)} from (
        select *, count(*) over () as row_count from (
          select row_number() over (order by ${sorted}) as row_at, (${order.by})::text as sort_value, ${table as PgTable}.*
          from ${table as PgTable} where ${and(belongs, beyond) ?? sql`true`}
          order by ${sorted} limit ${sql.raw(String(slice.size + 1))}) slice) as ${sql.raw(alias)}
      ) as ${sql.raw(`${alias}_page`)})`,
  ];
}

const parentOf = (hangs: { key: SQL } | null) =>
  sql`(select ${hangs?.key ?? sql`null`} as key) as parent`;

/** As cursor.ts makes it. */
function cursorOf(order: string, alias: string): SQL {
  const column = (name: string) => sql.raw(`to_json(${alias}.${name})::text`);
  return base64url(textOf([`["${order}",`, column('sort_value'), ',', column('key'), ']']));
}

/** Like Node's: without padding, and without PostgreSQL's line breaks. */
export function base64url(text: SQL): SQL {
  return sql`translate(encode(convert_to(${text}, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}

/** The objects of a JSON column that holds a list of them. */
export function elementsOf(list: SQL, alias: string, tell: (row: Row) => Telling): Telling {
  const element = sql.raw(`${alias}.element`);
  return [
    sql`coalesce((select '[' || string_agg(${textOf(tell(rowInside(element)))}, ',' order by ${sql.raw(`${alias}.at`)}) || ']'
      from jsonb_array_elements(${list}) with ordinality as ${sql.raw(alias)}(element, at)), '[]')`,
  ];
}

/** The entries of a JSON column that holds an object of texts, each as an object of two fields. */
export function entriesOf(
  object: SQL,
  keyAs: string,
  valueAs: string,
  alias: string,
  tell: (row: Row) => Telling,
): Telling {
  const entry = sql`(select coalesce(jsonb_agg(jsonb_build_object(${literal(keyAs)}, key, ${literal(valueAs)}, value)), '[]')
    from jsonb_each_text(${object}))`;
  return elementsOf(entry, alias, tell);
}
