import { getTableColumns, SQL, sql } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../database.ts';

/**
 * What became of a row: `kept` is a curated row that an import met and left as the record has it,
 * `outdated` one that was left because what is stored is newer.
 */
export type WriteOutcome = 'added' | 'updated' | 'unchanged' | 'kept' | 'outdated';

/** The curated record's own rows; no import overwrites them, and the record overwrites any. */
export const RECORD_SOURCE = 'record';

export interface UpsertOptions {
  /** Columns set when a row is first written and never after: when a claim was recorded. */
  once?: readonly string[];
  /** Columns whose change alone is no change: when a file was last imported. */
  silent?: readonly string[];
  /** Columns the rows say nothing of stay as stored, instead of being cleared. */
  unsaidStays?: boolean;
  /**
   * Whether the row stored is newer than the one that comes, and stays; the record's comes all the
   * same.
   */
  newer?: RowsCondition;
  /** Columns that stay as stored where the condition holds: what another row has told since. */
  stays?: Readonly<Record<string, RowsCondition>>;
}

/** A condition on the row stored and the one that comes, by the names a statement has them under. */
type RowsCondition = (stored: SQL, incoming: SQL) => SQL;

interface Shape {
  columns: { property: string; name: string; type: string; fallback: string | null }[];
  primaryKey: string[];
}

const shapes = new WeakMap<PgTable, Shape>();

function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table);
  if (known) return known;
  const { columns, primaryKeys } = getTableConfig(table);
  const properties = new Map(
    Object.entries(getTableColumns(table)).map(([property, column]) => [column.name, property]),
  );
  const shape = {
    columns: columns.map((column) => ({
      property: properties.get(column.name)!,
      name: column.name,
      type: column.getSQLType(),
      fallback: fallbackOf(column),
    })),
    primaryKey:
      primaryKeys[0]?.columns.map(({ name }) => name) ??
      columns.filter(({ primary }) => primary).map(({ name }) => name),
  };
  shapes.set(table, shape);
  return shape;
}

/** A column's default as SQL: JSON gives null for what a row does not say. */
function fallbackOf(column: PgColumn): string | null {
  if (column.default === undefined) return null;
  if (column.default instanceof SQL) return column.default.queryChunks.map(chunkText).join('');
  return `'${JSON.stringify(column.default)}'::${column.getSQLType()}`;
}

function chunkText(chunk: unknown): string {
  return (chunk as { value: string[] }).value.join('');
}

const quoted = (names: readonly string[], table?: string) =>
  names.map((name) => (table ? `${table}."${name}"` : `"${name}"`)).join(', ');

/** The rows as one JSON parameter: a thousand rows cost one statement, on either engine. */
function incoming(shape: Shape, rows: readonly object[]): SQL {
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        shape.columns.map(({ property, name }) => [name, row[property as never] ?? null]),
      ),
    ),
  );
  const columns = shape.columns.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  return sql`select * from json_to_recordset(${json}::json) as incoming(${sql.raw(columns)})`;
}

function values(shape: Shape, columns: readonly string[]): string {
  return shape.columns
    .filter(({ name }) => columns.includes(name))
    .map(({ name, fallback }) => (fallback ? `coalesce("${name}", ${fallback})` : `"${name}"`))
    .join(', ');
}

/**
 * Writes entities by their natural key and tells what became of each. Rows that are the same stay
 * untouched, so an import run twice changes nothing.
 */
export async function upsertEntities(
  db: Database,
  table: PgTable,
  rows: readonly { key: string; source: string }[],
  {
    once = [],
    silent = [],
    unsaidStays = false,
    newer = () => sql`false`,
    stays = {},
  }: UpsertOptions = {},
): Promise<Map<string, WriteOutcome>> {
  if (rows.length === 0) return new Map();
  const shape = shapeOf(table);
  const name = getTableConfig(table).name;
  const said = unsaidStays
    ? shape.columns.filter(({ property }) =>
        rows.some((row) => row[property as never] !== undefined),
      )
    : shape.columns;
  const columns = said.map((column) => column.name);
  const updated = columns.filter((column) => column !== 'key' && !once.includes(column));
  const compared = updated.filter((column) => !silent.includes(column));
  const stored = sql.raw(`"${name}"`);
  const excluded = sql.raw('excluded');
  const given = (column: string): SQL => {
    const value = sql.raw(`excluded."${column}"`);
    const staying = stays[column];
    if (!staying) return value;
    return sql`case when ${staying(stored, excluded)} then ${stored}.${sql.raw(`"${column}"`)} else ${value} end`;
  };
  const statement = sql`
    with incoming as (${incoming(shape, rows)}),
    written as (
      insert into ${sql.raw(`"${name}" (${quoted(columns)}) select ${values(shape, columns)}`)} from incoming
      on conflict (key) do update set ${sql.join(
        updated.map((column) => sql`${sql.raw(`"${column}"`)} = ${given(column)}`),
        sql`, `,
      )}
      where (excluded.source = ${RECORD_SOURCE} or (
          ${stored}.source = excluded.source and not (${newer(stored, excluded)})
        ))
        and (${sql.raw(quoted(compared, `"${name}"`))}) is distinct from (${sql.join(compared.map(given), sql`, `)})
      returning key, xmax = 0 as added
    )
    select incoming.key, written.added, stored.source,
      ${newer(sql.raw('stored'), sql.raw('incoming'))} as newer
    from incoming
    left join written using (key)
    left join ${stored} stored using (key)`;
  const answer = await rowsOf<Answer>(db, statement);
  const source = rows[0]!.source;
  return new Map(answer.map((row) => [row.key, outcomeOf(row, source)] as const));
}

interface Answer {
  key: string;
  /** Null for a row that was left as it was. */
  added: boolean | null;
  /** Of the row that was there before. */
  source: string | null;
  newer: boolean | null;
}

function outcomeOf({ added, source: stored, newer }: Answer, source: string): WriteOutcome {
  if (added !== null) return added ? 'added' : 'updated';
  if (source === RECORD_SOURCE) return 'unchanged';
  if (stored !== source) return 'kept';
  return newer ? 'outdated' : 'unchanged';
}

/** Rows whose natural key is the record's own; others share theirs with the datasets. */
const OWN_KEY = 'record:%';

/**
 * Takes back the record's rows whose keys are not among `kept`, and answers with the keys of those
 * deleted. A row under a key that datasets use stays, for them to refer to, and is `heir`'s from now
 * on: the next import makes it what the dataset says. References are the caller's to defer.
 */
export async function releaseEntities(
  db: Database,
  table: PgTable,
  kept: readonly string[],
  heir: string,
): Promise<string[]> {
  const { name, columns } = getTableConfig(table);
  const stale = sql`source = ${RECORD_SOURCE} and key <> all(${sql.param(kept)}::text[])`;
  const gone = await rowsOf<{ key: string }>(
    db,
    sql`delete from ${sql.raw(`"${name}"`)} where ${stale} and key like ${OWN_KEY} returning key`,
  );
  const noSlug = columns.some((column) => column.name === 'slug') ? ', slug = null' : '';
  await db.execute(
    sql`update ${sql.raw(`"${name}"`)} set source = ${heir}${sql.raw(noSlug)} where ${stale}`,
  );
  return gone.map(({ key }) => key);
}

/**
 * Makes the parts of `owners` (a claim's attribution steps, a conflict's parties) exactly those
 * given, and answers with the keys of the entities for which that changed anything. Parts given for
 * an entity that is not among `owners` are added to what it has.
 */
export async function replaceParts(
  db: Database,
  table: PgTable,
  ownerColumn: string,
  owners: readonly string[],
  rows: readonly object[],
): Promise<Set<string>> {
  if (owners.length === 0 && rows.length === 0) return new Set();
  const shape = shapeOf(table);
  const name = getTableConfig(table).name;
  const columns = shape.columns.map((column) => column.name);
  const rest = columns.filter((column) => !shape.primaryKey.includes(column));
  const owner = sql.raw(`"${ownerColumn}"`);
  const same = sql.raw(
    shape.primaryKey.map((column) => `incoming."${column}" = part."${column}"`).join(' and '),
  );
  const onConflict =
    rest.length === 0
      ? 'do nothing'
      : `do update set ${rest.map((column) => `"${column}" = excluded."${column}"`).join(', ')}
         where (${quoted(rest, `"${name}"`)}) is distinct from (${quoted(rest, 'excluded')})`;
  const statement = sql`
    with incoming as (${incoming(shape, rows)}),
    gone as (
      delete from ${sql.raw(`"${name}"`)} part
      where part.${owner} = any(${sql.param(owners)}::text[])
        and not exists (select from incoming where ${same})
      returning part.${owner} as owner
    ),
    written as (
      insert into ${sql.raw(`"${name}" (${quoted(columns)}) select ${values(shape, columns)}`)} from incoming
      on conflict (${sql.raw(quoted(shape.primaryKey))}) ${sql.raw(onConflict)}
      returning ${owner} as owner
    )
    select owner from gone union select owner from written`;
  const answer = await rowsOf<{ owner: string }>(db, statement);
  return new Set(answer.map(({ owner }) => owner));
}
