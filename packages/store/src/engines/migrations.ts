import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Client } from 'pg';
import { StoreError } from '../store-error.ts';

/** When PostgreSQL says that there is no such table or schema. */
const UNDEFINED_TABLE = '42P01';

/**
 * A database that a later Casus has changed must not be read as if it were this one's: columns may be
 * missing or mean something else.
 *
 * @throws StoreError NEWER
 */
export async function refuseUnknownMigrations(
  client: Pick<Client, 'query'>,
  migrationsFolder: string,
): Promise<void> {
  const known = new Set(
    readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis),
  );
  const applied = await appliedMigrations(client);
  const unknown = applied.filter((time) => !known.has(time));
  if (unknown.length === 0) return;
  const since = new Date(Math.max(...unknown)).toISOString().slice(0, 10);
  throw new StoreError(
    'NEWER',
    `The database was changed by a later version of Casus (its tables are of ${since}), which this one does not know. ` +
      'Start that version or a later one, or use another database. Nothing was changed.',
  );
}

async function appliedMigrations(client: Pick<Client, 'query'>): Promise<number[]> {
  try {
    const { rows } = await client.query<{ time: string }>(
      'select created_at as time from drizzle.__drizzle_migrations',
    );
    return rows.map(({ time }) => Number(time));
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return [];
    throw error;
  }
}
