import { sql } from 'drizzle-orm';
import { rowsOf, type Database } from '../engines/database.ts';

/** A table of the record as it is in the database, whatever version of Casus made it. */
export interface TableContents {
  name: string;
  columns: readonly Column[];
  /** The columns of its primary key; all of them where it has none. */
  order: readonly Column[];
}

interface Column {
  name: string;
  /** As PostgreSQL writes it in a cast. */
  type: string;
  isText: boolean;
}

export interface SequenceValue {
  sequence: string;
  value: string;
  isCalled: boolean;
}

/** Rows that are read at once. */
const BATCH = 1_000;

/** All values are written as text that PostgreSQL reads back as the same value, on either engine. */
const AS_TEXT = [
  `set local datestyle to 'ISO, YMD'`,
  `set local timezone to 'UTC'`,
  `set local intervalstyle to 'postgres'`,
  `set local extra_float_digits to 1`,
  `set local bytea_output to 'hex'`,
  `set local statement_timeout to 0`,
];

/** Makes a transaction write and read values as backups have them. */
export async function exchangeText(transaction: Database): Promise<void> {
  for (const setting of AS_TEXT) await transaction.execute(sql.raw(setting));
}

/** The tables of the record; in the order of their names, the columns likewise. */
export async function tablesOf(db: Database): Promise<TableContents[]> {
  const rows = await rowsOf<{ name: string; columns: Column[]; primary: string[] | null }>(
    db,
    sql`select relname as name,
        (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod),
              'isText', attcollation <> 0) order by attname collate "C")
            from pg_attribute
            where attrelid = relation.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
        (select array_agg(attname::text order by place)
            from pg_index, unnest(indkey) with ordinality as key (number, place)
              join pg_attribute on attnum = number
            where indrelid = relation.oid and indisprimary and attrelid = relation.oid) as primary
      from pg_class relation
      where relkind = 'r' and relnamespace = 'public'::regnamespace and not ${ofExtension('relation')}
      order by relname collate "C"`,
  );
  return rows.map(({ name, columns, primary }) => ({
    name,
    columns,
    order: primary
      ? primary.map((each) => columns.find((column) => column.name === each)!)
      : columns,
  }));
}

/** Whether a row of the catalog, by its alias, was made by an extension. */
export const ofExtension = (alias: string) =>
  sql.raw(
    `exists (select from pg_depend where objid = ${alias}.oid and refclassid = 'pg_extension'::regclass)`,
  );

export async function countRows(db: Database, table: TableContents): Promise<number> {
  const [row] = await rowsOf<{ count: string }>(
    db,
    sql`select count(*)::text as count from ${sql.identifier(table.name)}`,
  );
  return Number(row!.count);
}

/**
 * The rows of a table, each as one line: a JSON array of its values as text, in the order of the
 * columns. The same rows are the same lines in the same order on either engine.
 */
export async function* linesOf(
  transaction: Database,
  table: TableContents,
): AsyncGenerator<readonly string[]> {
  const values = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  const order = table.order
    .map(({ name, isText }) => quoted(name) + (isText ? ' collate "C"' : ''))
    .join(', ');
  await transaction.execute(
    sql.raw(
      `declare contents no scroll cursor for select json_build_array(${values})::text as line
       from public.${quoted(table.name)} order by ${order}`,
    ),
  );
  for (;;) {
    const rows = await rowsOf<{ line: string }>(
      transaction,
      sql.raw(`fetch ${BATCH} from contents`),
    );
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < BATCH) break;
  }
  await transaction.execute(sql.raw('close contents'));
}

/** Writes lines as `linesOf` gives them. */
export async function insertLines(
  transaction: Database,
  { name, columns }: TableContents,
  lines: readonly string[],
): Promise<void> {
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const values = columns.map(({ type }, at) => `(line->>${at})::${type}`).join(', ');
  await transaction.execute(
    sql`${sql.raw(`insert into public.${quoted(name)} (${names}) overriding system value select ${values}`)}
      from jsonb_array_elements(${`[${lines.join(',')}]`}::jsonb) as line`,
  );
}

export async function sequencesOf(db: Database): Promise<SequenceValue[]> {
  const names = await rowsOf<{ name: string }>(
    db,
    sql`select relname as name from pg_class relation
      where relkind = 'S' and relnamespace = 'public'::regnamespace and not ${ofExtension('relation')}
      order by relname collate "C"`,
  );
  const values: SequenceValue[] = [];
  for (const { name } of names) {
    const [row] = await rowsOf<{ value: string; called: boolean }>(
      db,
      sql`select last_value::text as value, is_called as called from ${sql.identifier(name)}`,
    );
    values.push({ sequence: name, value: row!.value, isCalled: row!.called });
  }
  return values;
}

export async function setSequence(
  transaction: Database,
  { sequence, value, isCalled }: SequenceValue,
): Promise<void> {
  await transaction.execute(
    sql`select setval(${`public.${quoted(sequence)}`}::regclass, ${value}::bigint, ${isCalled})`,
  );
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
