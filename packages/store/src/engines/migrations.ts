import { sql } from 'drizzle-orm';
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import { join } from 'node:path';
import { StoreError } from '../store-error.ts';
import { rowsOf, type Database } from './database.ts';
import { withEnumValues } from './enum-values.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../migrations');

/** Any number; two Casus processes must not migrate one database at once. */
const MIGRATION_LOCK = 20220916;

export const knownMigrations = (migrationsFolder = MIGRATIONS_FOLDER): MigrationMeta[] =>
  readMigrationFiles({ migrationsFolder });

/**
 * A database that a later Casus has changed must not be read as if it were this one's: columns may be
 * missing or mean something else.
 *
 * @throws StoreError NEWER
 */
export async function refuseUnknownMigrations(
  db: Database,
  migrationsFolder: string,
): Promise<void> {
  const known = new Set(knownMigrations(migrationsFolder).map(({ folderMillis }) => folderMillis));
  const applied = await appliedMigrations(db);
  const unknown = applied.filter((time) => !known.has(time));
  if (unknown.length === 0) return;
  const since = new Date(Math.max(...unknown)).toISOString().slice(0, 10);
  throw new StoreError(
    'NEWER',
    `The database was changed by a later version of Casus (its tables are of ${since}), which this one does not know. ` +
      'Start that version or a later one, or use another database. Nothing was changed.',
  );
}

/**
 * For who brings no tables up to date.
 *
 * @throws StoreError NEWER, or OLDER
 */
export async function refuseOtherMigrations(db: Database): Promise<void> {
  await refuseUnknownMigrations(db, MIGRATIONS_FOLDER);
  const missing = knownMigrations().length - (await appliedMigrations(db)).length;
  if (missing === 0) return;
  throw new StoreError(
    'OLDER',
    `The database is ${missing} migrations behind this version of Casus. ` +
      'Start casus serve of this version on it, or on its primary where it is a standby, which brings it up to date.',
  );
}

/** When each migration that the database has was made, in ms; none in an empty one. */
export async function appliedMigrations(db: Database): Promise<number[]> {
  const [table] = await rowsOf(
    db,
    sql`select from pg_tables where schemaname = 'drizzle' and tablename = '__drizzle_migrations'`,
  );
  if (!table) return [];
  const rows = await rowsOf<{ time: string }>(
    db,
    sql`select created_at::text as time from drizzle.__drizzle_migrations order by created_at`,
  );
  return rows.map(({ time }) => Number(time));
}

/** Until the end of the transaction no other process migrates the database. */
export async function lockMigrations(transaction: Database): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
}

/** Applies migrations as Drizzle's migrator does, inside of a transaction that does more. */
export async function applyMigrations(
  transaction: Database,
  migrations: readonly MigrationMeta[],
): Promise<void> {
  if (migrations.length === 0) return;
  await transaction.execute(sql`create schema if not exists drizzle`);
  await transaction.execute(sql`create table if not exists drizzle.__drizzle_migrations
    (id serial primary key, hash text not null, created_at bigint)`);
  const statements = withEnumValues(migrations.map((migration) => migration.sql));
  for (const [index, { hash, folderMillis }] of migrations.entries()) {
    for (const statement of statements[index]!) await transaction.execute(sql.raw(statement));
    await transaction.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${hash}, ${folderMillis})`);
    await finishCommit(transaction);
  }
}

/**
 * What the rows that a migration changed have deferred is done now: no later migration could alter their tables before.
 * Its changes are a commit of their own.
 */
async function finishCommit(transaction: Database): Promise<void> {
  await transaction.execute(sql`set constraints all immediate`);
  const deferred = await rowsOf<{ name: string }>(
    transaction,
    sql`select quote_ident(conname) as name from pg_constraint
        where condeferred and connamespace = 'public'::regnamespace`,
  );
  if (deferred.length > 0) {
    const names = deferred.map(({ name }) => name).join(', ');
    await transaction.execute(sql.raw(`set constraints ${names} deferred`));
  }
  await transaction.execute(sql`select set_config('casus.commit', '', true)`);
}
