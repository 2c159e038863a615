import { and, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Link, Listing } from './page.ts';
import { base64url, literal, rowAs, textOf, type Row, type Telling } from './telling.ts';

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
  const belongs = and(hangs?.link(hangs.key), where);
  const beyond = slice.cursor
    ? sql`(${order.by}, ${table.key}) ${sql.raw(ascending ? '>' : '<')} (${slice.cursor.value}, ${slice.cursor.key})`
    : undefined;

  const needs = { rows: false, numbers: !slice.forward, oneMore: false };
  const at = sql.raw(`${alias}.row_at`);
  const cursor = cursorOf(order.name, alias);
  const gathered = (aggregate: SQL, otherwise: string): Telling => {
    needs.rows = true;
    return [sql`coalesce(${aggregate}, ${literal(otherwise)})`];
  };
  const cursorAt = (place: string) => {
    needs.numbers = true;
    const text = textOf(['"', cursor, '"']);
    return gathered(
      sql`max((${text}) collate "C") filter (where ${at} = ${sql.raw(place)})`,
      'null',
    );
  };
  const first = () => cursorAt('1');
  const last = () => cursorAt(`least(${slice.size}, ${alias}.row_count)`);
  const more = () => {
    needs.rows = needs.numbers = needs.oneMore = true;
    return [sql.raw(`(count(*) > ${slice.size})::text`)];
  };
  const given = () => [String(slice.cursor !== null)];

  const telling = tell({
    rows: (tellRow) => {
      const row = textOf(tellRow(rowAs(table, alias), [cursor]));
      const backwards = slice.forward ? undefined : sql`order by ${at} desc`;
      const inside = sql.raw(`${alias}.row_at <= ${slice.size}`);
      return [
        '[',
        ...gathered(sql`string_agg(${row}, ',' ${backwards}) filter (where ${inside})`, ''),
        ']',
      ];
    },
    hasNextPage: slice.forward ? more : given,
    hasPreviousPage: slice.forward ? given : more,
    startCursor: slice.forward ? first : last,
    endCursor: slice.forward ? last : first,
    total: () => [
      sql`(select count(*) from ${table as PgTable} where ${belongs ?? sql`true`})::text`,
    ],
  });
  if (!needs.rows) return telling;

  const rows = sql`select (${order.by})::text as sort_value, ${table as PgTable}.*
    from ${table as PgTable} where ${and(belongs, beyond) ?? sql`true`}
    order by ${sorted} limit ${sql.raw(String(slice.size + (needs.oneMore ? 1 : 0)))}`;
  // They come in their order and nothing joins them, so they are gathered in it. Counting them takes
  // longer than reading them, and is left out where nothing is asked that depends on it.
  const numbered = needs.numbers
    ? sql.raw('*, row_number() over () as row_at, count(*) over () as row_count')
    : sql.raw('*, 1 as row_at');
  const parent = hangs
    ? sql`(select ${hangs.key} as key) as parent cross join lateral `
    : undefined;
  return [
    sql`(select ${textOf(telling)} from ${parent} (select ${numbered} from (${rows}) slice) as ${sql.raw(alias)})`,
  ];
}

/** As cursor.ts makes it. */
function cursorOf(order: string, alias: string): SQL {
  const column = (name: string) => sql.raw(`to_json(${alias}.${name})::text`);
  return base64url(textOf([`["${order}",`, column('sort_value'), ',', column('key'), ']']));
}
