import { sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../engines/database.ts';
import { quoted, scalarOf, shapeOf, type Scalar, type Shape } from './incoming.ts';

type Column = Shape['columns'][number];

/**
 * Writes rows that are not there, by COPY: of all ways the quickest, which knows neither what to do with one
 * that is there nor tells what became of each.
 */
export async function copyRows(
  db: Database,
  table: PgTable,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const isGiven = ({ property }: Column, row: object) => row[property as never] !== undefined;
  // Any other default is the server's to fill in; a sequence has another value for each row.
  const made = await makeDefaults(
    db,
    shapeOf(table).columns.filter(
      (column) => isFunction(column) && !rows.every((row) => isGiven(column, row)),
    ),
  );
  const columns = shapeOf(table)
    .columns.filter((column) => made.has(column) || rows.some((row) => isGiven(column, row)))
    .map((column) => ({
      ...column,
      fallback: textOf(column.constant ?? made.get(column) ?? null),
    }));
  const cell = (row: object, { property, type, fallback }: (typeof columns)[number]) => {
    const value = scalarOf(row[property as never], type);
    return value === null ? fallback : textOf(value);
  };
  const lines = rows.map((row) => `${columns.map((column) => cell(row, column)).join('\t')}\n`);
  const names = quoted(columns.map(({ name }) => name));
  const copy = sql.raw(`copy "${getTableConfig(table).name}" (${names}) from stdin -- `);
  await db.execute(sql`${copy}${sql.param(Buffer.from(lines.join('')))}`);
}

const isFunction = ({ fallback }: Column) => fallback?.startsWith('(select ') ?? false;

/** Asked for once: with a function among the defaults PostgreSQL would write row by row. */
async function makeDefaults(
  db: Database,
  columns: readonly Column[],
): Promise<Map<Column, string | null>> {
  if (columns.length === 0) return new Map();
  const values = columns.map(({ name, fallback }) => `${fallback}::text as "${name}"`).join(', ');
  const [row] = await rowsOf<Record<string, string | null>>(db, sql.raw(`select ${values}`));
  return new Map(columns.map((column) => [column, row![column.name]!]));
}

/** As COPY reads a value. */
function textOf(value: Scalar): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return ESCAPED.test(value) ? value.replace(ALL_ESCAPED, escaped) : value;
}

const ESCAPED = /[\\\t\n\r]/;
const ALL_ESCAPED = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (character: string) => ESCAPES[character]!;
