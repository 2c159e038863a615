import { sql } from 'drizzle-orm';
import type { Store } from './open.ts';

/**
 * Tells the planner what has been written. A server's autovacuum sees to it within a minute; the
 * embedded engine has none, and would plan for tables as they were made: empty.
 */
export async function renewStatistics({ name, db }: Pick<Store, 'name' | 'db'>): Promise<void> {
  if (name === 'pglite') await db.execute(sql`analyze`);
}
