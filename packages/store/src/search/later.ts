import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';

/** Until it catches up, this transaction's new rows are not looked at by search's triggers. */
export async function leaveSearchForLater(transaction: Database): Promise<void> {
  await transaction.execute(sql`select set_config('casus.search', 'later', true)`);
}

/** Enters into search whatever is missing there. */
export async function catchUpSearch(transaction: Database): Promise<void> {
  await transaction.execute(sql`select search_catch_up()`);
  await transaction.execute(sql`select set_config('casus.search', '', true)`);
}
