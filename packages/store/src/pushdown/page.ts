import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import {
  ownRows,
  sliceRows,
  sortValue,
  totalOf,
  type Link,
  type Listing,
  type Order,
} from '../lists/page.ts';
import { base64url, textOf, type JsonExpression } from './json.ts';
import { rowAs, type Row } from './row.ts';

/** A slice whose cursor, where it has one, is known only when the statement runs. */
export interface SliceExpression {
  size: number;
  forward: boolean;
  cursor: { value: SQL; key: SQL } | null;
}

/** What may be asked of a page; each is read only if it is called for. */
export interface PageExpressions {
  /** Each row of the page, as a list; `build` may show the row's cursor. */
  rows(build: (row: Row, cursor: JsonExpression) => JsonExpression): JsonExpression;
  hasNextPage(): JsonExpression;
  hasPreviousPage(): JsonExpression;
  startCursor(): JsonExpression;
  endCursor(): JsonExpression;
  /** How many rows the whole list has. */
  total(): JsonExpression;
}

/** Rows in the order of a list, however they are selected. */
export interface PageSource {
  /** The order, as it stands in cursors. */
  order: string;
  /** Selects at most so many rows of the slice, in its direction, each with `sort_value` and `key` for its cursor. */
  rows: (limit: number) => SQL;
  rowAs: (alias: string) => Row;
  /** Counts the rows of the whole list. */
  total: () => SQL;
}

/** A slice of a list that hangs on the row at hand, or on none; it reads like page.ts reads it. */
export function pageOf<Table extends PgTable & { key: PgColumn }>(
  listing: Listing<Table>,
  hangs: { link: Link; key: SQL } | null,
  slice: SliceExpression,
  alias: string,
  build: (page: PageExpressions) => JsonExpression,
): JsonExpression {
  const { table, order, past } = listing;
  const ascending = order.descending !== slice.forward;
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const { cursor } = slice;
  const cutBy = (by: Order) => ({
    sorted: sql`${sortValue(by)} ${direction}, ${table.key} ${direction}`,
    beyond: cursor
      ? sql`(${sortValue(by)}, ${table.key}) ${sql.raw(ascending ? '>' : '<')} (${cursor.value}, ${cursor.key})`
      : undefined,
  });
  const source: PageSource = {
    order: order.name,
    rows: (limit) => {
      const found = sliceRows({
        listing,
        hangs,
        cutBy,
        columns: sql`${sortValue(order)} as sort_value, ${past ? table.key : sql`${table as PgTable}.*`}`,
        limit: sql.raw(`limit ${limit}`),
      });
      return past ? ownRows(table, found, sql`*`) : found;
    },
    rowAs: (name) => rowAs(table, name),
    total: () => totalOf(listing, hangs),
  };
  return pageFrom(source, slice, hangs?.key ?? null, alias, build);
}

/** A slice of what a source selects; `parent` is the key that its rows hang on. */
export function pageFrom(
  source: PageSource,
  slice: { size: number; forward: boolean; cursor: unknown },
  parent: SQL | null,
  alias: string,
  build: (page: PageExpressions) => JsonExpression,
): JsonExpression {
  const needs = { rows: false, oneMore: false };
  // They come in the slice's order and nothing joins them, so they are gathered in it, without being
  // numbered, which takes as long as reading them; a page that is read backwards has to be turned, and
  // its one row more comes first.
  const reversed = slice.forward ? undefined : sql.raw(` order by ${alias}.row_at desc`);
  const from = sql.raw(slice.forward ? '1' : `greatest(count(*) - ${slice.size}, 0) + 1`);
  const to = sql.raw(slice.forward ? `least(count(*), ${slice.size})` : 'count(*)');
  const gathered = (value: SQL) => {
    needs.rows = true;
    return sql`(array_agg(${value}${reversed}))`;
  };
  const cursorAt = (place: SQL): JsonExpression => {
    const value = sql`${gathered(sql.raw(`${alias}.sort_value`))}[${place}]`;
    const key = sql`${gathered(sql.raw(`${alias}.key`))}[${place}]`;
    return [sql`coalesce(${textOf(['"', cursorOf(source.order, value, key), '"'])}, 'null')`];
  };
  const more = () => {
    needs.rows = needs.oneMore = true;
    return [sql.raw(`(count(*) > ${slice.size})::text`)];
  };
  const given = () => [String(slice.cursor !== null)];

  const json = build({
    rows: (rowJson) => {
      const own = (column: string) => sql.raw(`${alias}.${column}`);
      const cursor = cursorOf(source.order, own('sort_value'), own('key'));
      const row = gathered(textOf(rowJson(source.rowAs(alias), [cursor])));
      return ['[', sql`coalesce(array_to_string(${row}[${from}:${to}], ','), '')`, ']'];
    },
    hasNextPage: slice.forward ? more : given,
    hasPreviousPage: slice.forward ? given : more,
    startCursor: () => cursorAt(from),
    endCursor: () => cursorAt(to),
    total: () => [sql`(${source.total()})::text`],
  });
  if (!needs.rows) return json;

  const rows = source.rows(slice.size + (needs.oneMore ? 1 : 0));
  const read = slice.forward
    ? rows
    : sql`select *, row_number() over () as row_at from (${rows}) slice`;
  const hung = parent ? sql`(select ${parent} as key) as parent cross join lateral ` : undefined;
  return [sql`(select ${textOf(json)} from ${hung} (${read}) as ${sql.raw(alias)})`];
}

/** As cursor.ts makes it. */
function cursorOf(order: string, value: SQL, key: SQL): SQL {
  const json = (of: SQL) => sql`to_json(${of})::text`;
  // Text only where a cursor is made: to turn a time into text takes as long as a quarter of a row.
  return base64url(textOf([`["${order}",`, json(sql`(${value})::text`), ',', json(key), ']']));
}
