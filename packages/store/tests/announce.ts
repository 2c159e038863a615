import { sql } from 'drizzle-orm';
import type { Database } from '../src/engines/database.ts';
import { NOTICE_CHANNEL, type Notice } from '../src/live/notices.ts';

/** Tells a notice as the database does, though nothing has changed. */
export async function announce(transaction: Database, notice: Notice): Promise<void> {
  await transaction.execute(sql`select pg_notify(${NOTICE_CHANNEL}, ${JSON.stringify(notice)})`);
}
