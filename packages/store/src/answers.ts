import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** Whether the database answers at all; never throws. */
export async function answers(db: Database): Promise<boolean> {
  return db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
}
