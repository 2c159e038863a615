import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';

/** Changes whenever anything in the database may have: which transactions had been ended at the moment of asking. */
export async function revisionOf(db: Database): Promise<string> {
  const [row] = await readObjects<{ revision: string }>(
    db,
    sql`select pg_current_snapshot()::text as revision`,
  );
  return row!.revision;
}
