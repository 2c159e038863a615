import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client, Pool } from 'pg';
import type { Database } from '../database.ts';
import { statementLogger, type Engine, type StatementListener } from '../engine.ts';
import { StoreError } from '../store-error.ts';
import { createListening } from './listening.ts';

/** Any number; two Casus processes must not migrate one database at once. */
const MIGRATION_LOCK = 20220916;

/** A PostgreSQL server, 15 or later, through a pool. */
export async function openPostgres(
  databaseUrl: string,
  onStatement?: StatementListener,
): Promise<Engine> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10, options: '-c timezone=UTC' });
  // An idle connection that drops is replaced by the pool; unheard, it would end the process.
  pool.on('error', () => {});
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw new StoreError(
      'UNREACHABLE',
      `PostgreSQL at DATABASE_URL does not answer: ${(error as Error).message || 'no connection'}. ` +
        'Check that it runs and that the address, user and database are right.',
      { cause: error },
    );
  }
  const listening = createListening(
    () => new Client({ connectionString: databaseUrl, keepAlive: true }),
  );
  const db = drizzle(pool, { logger: statementLogger(onStatement) });
  return {
    name: 'postgres',
    db: db as unknown as Database,
    migrate: async (migrationsFolder, then) => {
      const client = await pool.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
        const alone = drizzle(client);
        await migrate(alone, { migrationsFolder });
        await then(alone as unknown as Database);
      } finally {
        // Ending the session lets go of the lock, whatever happened under it.
        client.release(true);
      }
    },
    onNotice: listening.add,
    close: async () => {
      await listening.close();
      await pool.end();
    },
  };
}
