import { sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../engines/database.ts';
import { copyRows } from './copy-rows.ts';
import { incoming, quoted, shapeOf, values } from './incoming.ts';
import { lockForDeleting } from './references.ts';
import { dropSlugs, settleSlugs } from './slugs.ts';

/**
 * What became of a row: `outranked` is one that was left as a source of higher precedence has it,
 * `outdated` one that was left because what is stored is newer.
 */
export type WriteOutcome = 'added' | 'updated' | 'unchanged' | 'outranked' | 'outdated';

/** Who writes rows: its key is their `source`. */
export interface Source {
  /** `record`, or the series that a dataset's rows are of: `ucdp:ged`. */
  key: string;
  /** The sources whose rows it overwrites, beside its own. */
  outranks: readonly string[] | 'ALL';
  /** What it writes is of an issue that a later one of the same release has replaced. */
  isReplaced?: boolean;
}

/** The curated record: it overwrites any row, and no import overwrites one of its. */
export const RECORD: Source = { key: 'record', outranks: 'ALL' };

/** From so many rows on those that are not there are written apart: asking which is quicker than being ready for either. */
const MANY = 100;

/** Rows that the record gave up and datasets may refer to: the next import that has them takes them. */
const UNCLAIMED = 'unclaimed';

export interface UpsertOptions {
  /** Columns set when a row is first written and never after: when a claim was recorded. */
  insertOnly?: readonly string[];
  /** Columns whose change alone is no change: when a file was last imported. */
  uncompared?: readonly string[];
  /** Columns that no row gives are left as stored, instead of being cleared. */
  partial?: boolean;
  /** Whether the row stored is newer than the one of the same source that comes, and is left. */
  isNewer?: (stored: SQL, incoming: SQL, source: Source) => SQL;
  /** Columns left as stored where the condition holds: what other rows have settled since. */
  preserve?: Readonly<Record<string, RowsCondition>>;
}

/** @template Row as the caller has them */
interface Overwriting<Row> {
  /** Is given the rows of which some may be stored, before any is written; not called where none is. */
  beforeOverwriting?: (rows: readonly Row[]) => Promise<void>;
}

/** A condition on the row stored and the one that comes, by the names a statement has them under. */
type RowsCondition = (stored: SQL, incoming: SQL) => SQL;

/**
 * Writes entities of a source by their natural key and tells what became of each. Rows that are the
 * same stay untouched, so an import run twice changes nothing.
 */
export async function upsertEntities<Row extends { key: string }>(
  db: Database,
  table: PgTable,
  writer: Source,
  rows: readonly Row[],
  { beforeOverwriting = async () => {}, ...options }: UpsertOptions & Overwriting<Row> = {},
): Promise<Map<string, WriteOutcome>> {
  if (rows.length < MANY) {
    if (rows.length > 0) await beforeOverwriting(rows);
    return upsertEach(db, table, writer, rows, options);
  }
  const stored = await storedKeys(
    db,
    table,
    rows.map(({ key }) => key),
  );
  const isStored = ({ key }: { key: string }) => stored.has(key);
  const [there, added] = [rows.filter(isStored), rows.filter((row) => !isStored(row))];
  if (there.length > 0) await beforeOverwriting(there);
  await copyRows(
    db,
    table,
    added.map((row) => ({ ...row, source: writer.key })),
  );
  const outcomes = await upsertEach(db, table, writer, there, options);
  for (const { key } of added) outcomes.set(key, 'added');
  return outcomes;
}

async function storedKeys(
  db: Database,
  table: PgTable,
  keys: readonly string[],
): Promise<Set<string>> {
  const { name } = getTableConfig(table);
  const stored = await rowsOf<{ key: string }>(
    db,
    sql`select key from ${sql.raw(`"${name}"`)} where key = any(${sql.param(keys)}::text[])`,
  );
  return new Set(stored.map(({ key }) => key));
}

async function upsertEach(
  db: Database,
  table: PgTable,
  writer: Source,
  rows: readonly { key: string }[],
  {
    insertOnly = [],
    uncompared = [],
    partial = false,
    isNewer = () => sql`false`,
    preserve = {},
  }: UpsertOptions = {},
): Promise<Map<string, WriteOutcome>> {
  if (rows.length === 0) return new Map();
  const { key: source, outranks } = writer;
  const shape = shapeOf(table);
  const name = getTableConfig(table).name;
  const given = partial
    ? shape.columns.filter(
        ({ property }) =>
          property === 'source' || rows.some((row) => row[property as never] !== undefined),
      )
    : shape.columns;
  const columns = given.map((column) => column.name);
  const updated = columns.filter((column) => column !== 'key' && !insertOnly.includes(column));
  const compared = updated.filter((column) => !uncompared.includes(column));
  const stored = sql.raw(`"${name}"`);
  const excluded = sql.raw('excluded');
  const valueOf = (column: string): SQL => {
    const value = sql.raw(`excluded."${column}"`);
    const preserved = preserve[column];
    if (!preserved) return value;
    return sql`case when ${preserved(stored, excluded)} then ${stored}.${sql.raw(`"${column}"`)} else ${value} end`;
  };
  const mayOverwrite =
    outranks === 'ALL'
      ? sql`true`
      : sql`case when ${stored}.source = ${source} then not (${isNewer(stored, excluded, writer)})
          else ${stored}.source = any(${sql.param([...outranks, UNCLAIMED])}::text[]) end`;
  // What is stored is looked up only for rows that were not written: for none of a first import.
  const statement = sql`
    with incoming as (${incoming(
      shape,
      rows.map((row) => ({ ...row, source })),
    )}),
    written as (
      insert into ${sql.raw(`"${name}" (${quoted(columns)}) select ${values(shape, columns)}`)} from incoming
      on conflict (key) do update set ${sql.join(
        updated.map((column) => sql`${sql.raw(`"${column}"`)} = ${valueOf(column)}`),
        sql`, `,
      )}
      where ${mayOverwrite}
        and (${sql.raw(quoted(compared, `"${name}"`))}) is distinct from (${sql.join(compared.map(valueOf), sql`, `)})
      returning key, xmax = 0 as added
    )
    select incoming.key, written.added, left_alone."isForeign", left_alone."isNewer"
    from incoming
    left join written using (key)
    left join lateral (
      select stored.source <> ${source} as "isForeign",
        ${isNewer(sql.raw('stored'), sql.raw('incoming'), writer)} as "isNewer"
      from ${stored} stored
      where written.key is null and stored.key = incoming.key offset 0
    ) left_alone on true
    where written.added is distinct from true`;
  const answer = await rowsOf<Answer>(db, statement);
  const outcomes = new Map<string, WriteOutcome>(rows.map(({ key }) => [key, 'added']));
  for (const row of answer) outcomes.set(row.key, outcomeOf(row, outranks));
  return outcomes;
}

/** About a row that was there before. */
interface Answer {
  key: string;
  /** False for a row that is another one now, null for one that was left as it was. */
  added: false | null;
  /** Whether the row that was there before is another source's. */
  isForeign: boolean | null;
  isNewer: boolean | null;
}

function outcomeOf(
  { added, isForeign, isNewer }: Answer,
  outranks: Source['outranks'],
): WriteOutcome {
  if (added !== null) return 'updated';
  if (outranks === 'ALL') return 'unchanged';
  // Overwriting another source's row always changes it: the row's source is one of its columns.
  if (isForeign) return 'outranked';
  return isNewer ? 'outdated' : 'unchanged';
}

/**
 * Takes back the record's rows whose keys are not among `current`, and answers with the keys of those
 * deleted: the ones that begin with `ownPrefix`. A row under any other key shares it with datasets;
 * it stays, for them to refer to, and the next import makes it what the dataset says. References are
 * the caller's to defer.
 */
export async function retireRecordRows(
  db: Database,
  table: PgTable,
  { current, ownPrefix }: { current: readonly string[]; ownPrefix: string },
): Promise<string[]> {
  const { name, columns } = getTableConfig(table);
  const stale = sql`source = ${RECORD.key} and key <> all(${sql.param(current)}::text[])`;
  const own = sql`${stale} and starts_with(key, ${ownPrefix})`;
  const [due] = await rowsOf(db, sql`select from ${sql.raw(`"${name}"`)} where ${own} limit 1`);
  if (due) await lockForDeleting(db);
  const gone = await rowsOf<{ key: string }>(
    db,
    sql`delete from ${sql.raw(`"${name}"`)} where ${own} returning key`,
  );
  const noSlug = columns.some((column) => column.name === 'slug') ? ', slug = null' : '';
  const unclaimed = await rowsOf<{ key: string; name: string }>(
    db,
    sql`update ${sql.raw(`"${name}"`)} set source = ${UNCLAIMED}${sql.raw(noSlug)} where ${stale} returning *`,
  );
  const keys = gone.map(({ key }) => key);
  await settleSlugs(db, table, unclaimed);
  await dropSlugs(db, table, keys);
  return keys;
}
