import { eq } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { conflicts } from '../tables/conflict.ts';
import { RECORD } from './upsert.ts';

/** Whether the database holds the curated record, or any part of it. */
export async function holdsRecord(db: Database): Promise<boolean> {
  const rows = await db
    .select({ key: conflicts.key })
    .from(conflicts)
    .where(eq(conflicts.source, RECORD.key))
    .limit(1);
  return rows.length > 0;
}
