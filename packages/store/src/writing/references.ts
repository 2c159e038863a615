import { sql } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { rowsOf, type Database } from '../engines/database.ts';

/** Any number; held alone by a writer that deletes rows, and shared by those that check references themselves. */
const DELETING_LOCK = 20220930;

/** Rows may be written before those that they refer to, until the references are checked. */
export interface DeferredReferences {
  /** Tells of rows that are written, by the properties of their table. */
  add(table: PgTable, rows: readonly object[]): void;
  /** @throws when a row refers to one that is not there */
  check(): Promise<void>;
}

/**
 * Leaves references to PostgreSQL, which looks each of them up by itself at the check. The way for
 * writers that delete rows.
 */
export async function deferReferences(transaction: Database): Promise<DeferredReferences> {
  const names = await foreignKeysOf(transaction);
  await transaction.execute(sql.raw(`set constraints ${names} deferred`));
  return {
    add: () => {},
    // Also frees the queue in which PostgreSQL remembers what to look up.
    check: async () => {
      await transaction.execute(sql.raw(`set constraints ${names} immediate`));
    },
  };
}

/**
 * Looks up all distinct references of many rows at once, which costs a tenth of PostgreSQL's own way: a
 * file of 17,407 events has 400,000 references to 60,000 rows. For that PostgreSQL's is turned off
 * until the check, as only a superuser may, or who was granted `set on parameter
 * session_replication_role`; for anyone else it is PostgreSQL's way. For writers that delete nothing
 * that others refer to.
 */
export async function deferReferencesAtOnce(transaction: Database): Promise<DeferredReferences> {
  if (!(await mayLeaveOut(transaction))) return deferReferences(transaction);
  // Who deletes waits until this transaction is in, and then finds what it refers to.
  await transaction.execute(sql`select pg_advisory_xact_lock_shared(${DELETING_LOCK}),
    set_config('session_replication_role', 'replica', true)`);
  const referred = new Map<PgTable, { keys: Set<string>; from: Set<string> }>();
  return {
    add: (table, rows) => {
      for (const { property, name, to } of referencesOf(table)) {
        const known = referred.get(to) ?? { keys: new Set(), from: new Set() };
        referred.set(to, known);
        known.from.add(name);
        for (const row of rows) {
          const key = row[property as never] as string | null | undefined;
          if (key !== null && key !== undefined) known.keys.add(key);
        }
      }
    },
    check: async () => {
      for (const [table, { keys, from }] of referred) {
        if (keys.size > 0) await checkKeys(transaction, table, [...keys], [...from]);
      }
      await transaction.execute(sql`set local session_replication_role = origin`);
    },
  };
}

/** Waits for those who check references themselves, and keeps others from it until the commit. */
export async function lockForDeleting(transaction: Database): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(${DELETING_LOCK})`);
}

async function checkKeys(
  db: Database,
  table: PgTable,
  keys: readonly string[],
  from: readonly string[],
): Promise<void> {
  const missing = await rowsOf<{ key: string }>(
    db,
    sql`select given.key from unnest(${sql.param(keys)}::text[]) as given(key)
        where not exists (select from ${table} held where held.key = given.key collate "C") limit 3`,
  );
  if (missing.length === 0) return;
  const names = missing.map(({ key }) => key).join(', ');
  const { name } = getTableConfig(table);
  throw new Error(`${from.join(' or ')} names rows of ${name} that are not there: ${names}`);
}

/** A column that names a row of another table by its key. */
interface Reference {
  property: string;
  /** For messages: `claims.place_key`. */
  name: string;
  to: PgTable;
}

const references = new WeakMap<PgTable, readonly Reference[]>();

function referencesOf(table: PgTable): readonly Reference[] {
  const known = references.get(table);
  if (known) return known;
  const { name, columns, foreignKeys } = getTableConfig(table);
  const properties = new Map(Object.entries(table).map(([property, column]) => [column, property]));
  const found = foreignKeys.map((foreignKey) => {
    const { columns: own, foreignTable, foreignColumns } = foreignKey.reference();
    const [column] = own;
    if (own.length > 1 || !column || foreignColumns[0]?.name !== 'key') {
      throw new Error(`${foreignKey.getName()} is not a reference to a key`);
    }
    return {
      property: properties.get(columns.find((each) => each.name === column.name)!)!,
      name: `${name}.${column.name}`,
      to: foreignTable,
    };
  });
  references.set(table, found);
  return found;
}

const permitted = new WeakMap<Database, boolean>();

/** Whether this transaction's user may turn PostgreSQL's own look-ups off. */
async function mayLeaveOut(transaction: Database): Promise<boolean> {
  const known = permitted.get(transaction);
  if (known !== undefined) return known;
  const may = await transaction
    .transaction(async (attempt) => {
      await attempt.execute(sql`set local session_replication_role = replica`);
      await attempt.execute(sql`set local session_replication_role = origin`);
      return true;
    })
    .catch((error: unknown) => {
      if (codeOf(error) === INSUFFICIENT_PRIVILEGE) return false;
      throw error;
    });
  permitted.set(transaction, may);
  return may;
}

const INSUFFICIENT_PRIVILEGE = '42501';

const codeOf = (error: unknown) => (error as { cause?: { code?: string } }).cause?.code;

let foreignKeys: string | undefined;

/** By name: other constraints have to wait for the commit, such as the one that gives it its position. */
async function foreignKeysOf(db: Database): Promise<string> {
  if (foreignKeys === undefined) {
    const [row] = await rowsOf<{ names: string }>(
      db,
      sql`select string_agg(distinct quote_ident(conname), ', ') as names from pg_constraint
          where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    foreignKeys = row!.names;
  }
  return foreignKeys;
}
