import { and, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { keyNamed, type Named } from '../entities/named.ts';
import { literal, textOf, type JsonExpression } from './json.ts';
import { rowAs, rowInside, type Row } from './row.ts';

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
