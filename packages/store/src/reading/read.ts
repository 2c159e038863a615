import { Column, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../engines/database.ts';

/** Sends a statement and gives its rows: as arrays of values, in the order of its columns, or as objects. */
export type Read = (
  text: string,
  params: readonly unknown[],
  as: 'arrays' | 'objects',
) => Promise<unknown[]>;

/** A statement as it goes to the database. */
export interface Statement {
  text: string;
  params: readonly unknown[];
}

/** How the rows of a table are asked for, and made of the values that come. */
export interface Shape<Row> {
  /** All columns, with the table's name, for a statement's select list. */
  columns: SQL;
  width: number;
  row(values: readonly unknown[], from?: number): Row;
}

const dialect = new PgDialect();
const readers = new WeakMap<Database, Read>();
const shapes = new WeakMap<PgTable, Shape<unknown>>();

/**
 * Lets the reads on a database bypass Drizzle's query builder, which makes each statement and the
 * reader of its rows anew: a fifth of what a page costs; and PostgreSQL plans it anew. In a transaction
 * they still go through it.
 */
export function readWith(db: Database, read: Read): void {
  readers.set(db, read);
}

/** How such a database reads. */
export function readerOf(db: Database): Read {
  const read = readers.get(db);
  if (!read) throw new Error('Nothing reads on this database but Drizzle.');
  return read;
}

export function statementOf(statement: SQL): Statement {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { text, params };
}

/** The statement's rows, as arrays; its columns must have different names. */
export async function readRows(db: Database, statement: SQL | Statement): Promise<unknown[][]> {
  const read = readers.get(db);
  if (read) {
    const { text, params } = 'text' in statement ? statement : statementOf(statement);
    return (await read(text, params, 'arrays')) as unknown[][];
  }
  const asSql = 'text' in statement ? withParams(statement) : statement;
  const rows = await rowsOf<Record<string, unknown>>(db, asSql);
  return rows.map((row) => Object.values(row));
}

/** The same as objects. Planning a statement of many parts takes longer than many an answer to it. */
export async function readObjects<Row>(db: Database, statement: SQL): Promise<Row[]> {
  const read = readers.get(db);
  if (!read) return rowsOf<Row>(db, statement);
  const { text, params } = statementOf(statement);
  return (await read(text, params, 'objects')) as Row[];
}

/** All columns of the rows of a table; `tail` is what follows its name: `where`, `order by` … */
export async function selectRows<Table extends PgTable>(
  db: Database,
  table: Table,
  tail: SQL,
): Promise<Table['$inferSelect'][]> {
  const shape = shapeOf(table);
  const rows = await readRows(db, sql`select ${shape.columns} from ${table} ${tail}`);
  return rows.map((values) => shape.row(values));
}

export function shapeOf<Table extends PgTable>(table: Table): Shape<Table['$inferSelect']> {
  const known = shapes.get(table);
  if (known) return known as Shape<Table['$inferSelect']>;
  const columns = Object.entries(getTableColumns(table));
  const { name } = getTableConfig(table);
  const properties = columns.map(([property]) => property);
  const decoders = columns.map(([, column]) => decoderOf(column));
  const shape: Shape<unknown> = {
    columns: sql.raw(columns.map(([, column]) => `"${name}"."${column.name}"`).join(', ')),
    width: columns.length,
    row: (values, from = 0) => {
      const row: Record<string, unknown> = {};
      for (let index = 0; index < properties.length; index += 1) {
        const value = values[from + index];
        const decode = decoders[index];
        row[properties[index]!] = decode && value !== null ? decode(value) : value;
      }
      return row;
    },
  };
  shapes.set(table, shape);
  return shape as Shape<Table['$inferSelect']>;
}

/** Null for the many columns whose values the driver already gives as they are meant. */
function decoderOf(column: Column): ((value: unknown) => unknown) | null {
  return column.mapFromDriverValue === Column.prototype.mapFromDriverValue
    ? null
    : (value) => column.mapFromDriverValue(value);
}

/** A written statement as Drizzle takes one. */
function withParams({ text, params }: Statement): SQL {
  const parts = text.split(/\$(\d+)/);
  return sql.join(
    parts.map((part, index) =>
      index % 2 === 0 ? sql.raw(part) : sql`${sql.param(params[Number(part) - 1])}`,
    ),
  );
}
