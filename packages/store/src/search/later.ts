import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';

/** Until it catches up, this transaction's new rows are not looked at by search's triggers. */
export async function leaveSearchForLater(transaction: Database): Promise<void> {
  await transaction.execute(sql`select set_config('casus.search', 'later', true)`);
}

/** Enters into search whatever is missing there, and counts anew how much there is of what is found. */
export async function catchUpSearch(transaction: Database): Promise<void> {
  await transaction.execute(sql`select search_catch_up()`);
  await weighSearch(transaction);
  await transaction.execute(sql`select set_config('casus.search', '', true)`);
}

/** Counts the events of each conflict, actor and place: of two that are called alike the larger is found first. */
export async function weighSearch(transaction: Database): Promise<void> {
  await transaction.execute(sql`select search_weigh()`);
}
