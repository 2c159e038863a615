import { sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../engines/database.ts';
import { copyRows } from './copy-rows.ts';
import { incoming, quoted, shapeOf, values, type Shape } from './incoming.ts';

/**
 * Writes the parts of entities that were not there before.
 *
 * @param ordered whether each has its own place in a list, so that no two are the same
 */
export async function insertParts(
  db: Database,
  table: PgTable,
  rows: readonly object[],
  { ordered = false }: { ordered?: boolean } = {},
): Promise<void> {
  if (rows.length === 0) return;
  if (ordered) return copyRows(db, table, rows);
  const shape = shapeOf(table);
  await db.execute(
    sql`with incoming as (${incoming(shape, rows)}) ${insertionOf(table, shape)} ${onConflict(table, shape)}`,
  );
}

function insertionOf(table: PgTable, shape: Shape): SQL {
  const columns = shape.columns.map(({ name }) => name);
  const { name } = getTableConfig(table);
  return sql.raw(
    `insert into "${name}" (${quoted(columns)}) select ${values(shape, columns)} from incoming`,
  );
}

/** A part that is there under the same key becomes the one that comes. */
function onConflict(table: PgTable, { columns, primaryKey }: Shape): SQL {
  const { name } = getTableConfig(table);
  const rest = columns.map((column) => column.name).filter((each) => !primaryKey.includes(each));
  const change =
    rest.length === 0
      ? 'do nothing'
      : `do update set ${rest.map((column) => `"${column}" = excluded."${column}"`).join(', ')}
         where (${quoted(rest, `"${name}"`)}) is distinct from (${quoted(rest, 'excluded')})`;
  return sql.raw(`on conflict (${quoted(primaryKey)}) ${change}`);
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
  const owner = sql.raw(`"${ownerColumn}"`);
  const same = sql.raw(
    shape.primaryKey.map((column) => `incoming."${column}" = part."${column}"`).join(' and '),
  );
  const statement = sql`
    with incoming as (${incoming(shape, rows)}),
    gone as (
      delete from ${sql.raw(`"${name}"`)} part
      where part.${owner} = any(${sql.param(owners)}::text[])
        and not exists (select from incoming where ${same})
      returning part.${owner} as owner
    ),
    written as (
      ${insertionOf(table, shape)} ${onConflict(table, shape)}
      returning ${owner} as owner
    )
    select owner from gone union select owner from written`;
  const answer = await rowsOf<{ owner: string }>(db, statement);
  return new Set(answer.map(({ owner }) => owner));
}
