import { sql } from 'drizzle-orm';
import { contentsOf } from '../backup/write.ts';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Engine } from '../engines/engine.ts';
import { DERIVED, type Derived } from './derived.ts';

/** What one check found, in a line. */
export interface Finding {
  check: string;
  outcome: 'sound' | 'fault' | 'not checked';
  detail: string;
  /** `casus doctor` can put it right without losing anything. */
  canMend?: boolean;
}

/** Ends a transaction that was only to be looked at. */
export class Undo extends Error {}

const sound = (check: string, detail: string): Finding => ({ check, outcome: 'sound', detail });
const fault = (check: string, detail: string, canMend = false): Finding => ({
  check,
  outcome: 'fault',
  detail,
  canMend,
});

/** Looks at all that the database says about itself; changes nothing. Each check as it is done. */
export async function* checkDatabase({ db }: Pick<Engine, 'db'>): AsyncGenerator<Finding> {
  yield await checkPages(db);
  yield await checkIndexes(db);
  yield await checkReferences(db);
  yield await checkPositions(db);
  for (const derived of DERIVED) {
    const changed = await changedBy(db, derived);
    const faults = changed.flatMap(({ table, rows }) => (rows ? [`${rows} rows of ${table}`] : []));
    const names = changed.flatMap(({ named, rows }) => [
      ...named,
      ...(named.length > 0 && rows > named.length ? [`and ${rows - named.length} more`] : []),
    ]);
    const which = names.length > 0 ? `: ${names.join(', ')}` : '';
    yield faults.length === 0
      ? sound(derived.name, 'as the rules have it')
      : fault(derived.name, `${faults.join(', ')} are not as the rules have it${which}`, true);
  }
}

/** Reads every row: a page that was changed on the disk is found by its checksum. */
async function checkPages(db: Database): Promise<Finding> {
  try {
    const { contentHash, tables } = await contentsOf(db);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    return sound('rows', `${rows} of ${tables.length} tables were read; contents ${contentHash}`);
  } catch (error) {
    return fault('rows', `a table cannot be read: ${reasonOf(error)}. Restore a backup.`);
  }
}

/** Without its rows, an index of PostgreSQL's B-trees in order; by its own module, where that is installed. */
async function checkIndexes(db: Database): Promise<Finding> {
  const [module] = await rowsOf<{ schema: string }>(
    db,
    sql`select extnamespace::regnamespace::text as schema from pg_extension where extname = 'amcheck'`,
  );
  if (!module) {
    return {
      check: 'indexes',
      outcome: 'not checked',
      detail: 'the extension amcheck is not installed (create extension amcheck, as a superuser)',
    };
  }
  const indexes = await rowsOf<{ oid: string; name: string }>(
    db,
    sql`select indexrelid::text as oid, indexrelid::regclass::text as name
      from pg_index join pg_class on pg_class.oid = indexrelid join pg_am on pg_am.oid = relam
      where amname = 'btree' and relnamespace = 'public'::regnamespace order by name`,
  );
  const broken: string[] = [];
  for (const { oid, name } of indexes) {
    await db
      .execute(
        sql`select ${sql.identifier(module.schema)}.bt_index_check(${oid}::oid::regclass, true)`,
      )
      .catch((error: unknown) => broken.push(`${name} (${reasonOf(error)})`));
  }
  return broken.length === 0
    ? sound('indexes', `${indexes.length} are in order and have every row`)
    : fault('indexes', `${broken.join('; ')}. Make them anew: reindex index NAME.`);
}

/** A writer may check references itself, so that PostgreSQL's own triggers have not seen each row. */
async function checkReferences(db: Database): Promise<Finding> {
  const keys = await rowsOf<{ name: string; orphans: string }>(
    db,
    sql`select conrelid::regclass || '.' || conname as name,
        format('select count(*)::text as count from %s child where %s and not exists (select from %s parent where %s)',
          conrelid::regclass,
          (select string_agg(format('child.%I is not null', own.attname), ' and ') from unnest(conkey) number
            join pg_attribute own on own.attrelid = conrelid and own.attnum = number),
          confrelid::regclass,
          (select string_agg(format('parent.%I = child.%I', theirs.attname, own.attname), ' and ')
            from unnest(conkey, confkey) as pair (mine, other)
            join pg_attribute own on own.attrelid = conrelid and own.attnum = mine
            join pg_attribute theirs on theirs.attrelid = confrelid and theirs.attnum = other)) as orphans
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1`,
  );
  const broken: string[] = [];
  for (const { name, orphans } of keys) {
    const [row] = await rowsOf<{ count: string }>(db, sql.raw(orphans));
    if (row!.count !== '0') broken.push(`${row!.count} rows of ${name}`);
  }
  return broken.length === 0
    ? sound('references', `all of ${keys.length} foreign keys lead to a row`)
    : fault(
        'references',
        `${broken.join(', ')} name a row that is not there. Restore a backup, or import again.`,
      );
}

/** Whoever follows the record by positions misses nothing and finds nothing twice. */
async function checkPositions(db: Database): Promise<Finding> {
  const [row] = await rowsOf<{ unknown: string; unplaced: string; reused: boolean; ids: boolean }>(
    db,
    sql`select
      (select count(*) from (select commit_id from claims union all select commit_id from events
        union all select commit_id from removals) changed
        where not exists (select from commits where id = commit_id))::text as unknown,
      (select count(*) from commits where position is null)::text as unplaced,
      (select coalesce(max(position), 0) from commits) > (select last_value from commit_positions) as reused,
      (select coalesce(max(id), 0) from commits) > (select last_value from commit_ids) as ids`,
  );
  const { unknown, unplaced, reused, ids } = row!;
  const faults = [
    ...(unknown === '0' ? [] : [`${unknown} changes are of no commit`]),
    ...(unplaced === '0' ? [] : [`${unplaced} commits have no position`]),
    ...(reused || ids ? ['the next positions would be ones that were given out already'] : []),
  ];
  return faults.length === 0
    ? sound('positions', 'every change has its place')
    : fault('positions', faults.join('; '), unknown === '0' && unplaced === '0');
}

/** As many of them are named, where they have names. */
const NAMED = 5;

/** How many rows of each of its tables the rules would change, and which. */
export async function changedBy(
  db: Database,
  { derive, tables, isRewritten, rowName }: Derived,
): Promise<{ table: string; rows: number; named: string[] }[]> {
  const changed: { table: string; rows: number; named: string[] }[] = [];
  await db
    .transaction(async (transaction) => {
      if (isRewritten) {
        for (const table of tables) {
          await transaction.execute(
            sql`create temporary table ${before(table)} on commit drop as select * from ${sql.identifier(table)}`,
          );
        }
      }
      await derive(transaction);
      for (const table of tables) {
        const name = sql.identifier(table);
        const others = isRewritten
          ? sql`(select * from ${before(table)} except all select * from ${name})
              union all (select * from ${name} except all select * from ${before(table)})`
          : sql`select ${rowName ?? sql`null`} as name from ${name} where xmin = pg_current_xact_id()::xid`;
        const [row] = await rowsOf<{ count: string }>(
          transaction,
          sql`select count(*)::text as count from (${others}) others`,
        );
        const names = rowName
          ? await rowsOf<{ name: string }>(
              transaction,
              sql`select name from (${others}) others order by name limit ${NAMED}`,
            )
          : [];
        changed.push({ table, rows: Number(row!.count), named: names.map((each) => each.name) });
      }
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return changed;
}

const before = (table: string) => sql.identifier(`before_check_${table}`);

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
}
