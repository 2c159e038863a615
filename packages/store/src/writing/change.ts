import { sql } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { isAny } from '../reading/loaders.ts';
import type { claims } from '../tables/claim.ts';
import type { events } from '../tables/event.ts';

/**
 * Records that claims or events have changed whose own rows have not: their steps of attribution, who
 * took part, what an earlier release says of them. The database itself sees to changed rows.
 */
export async function recordChange(
  transaction: Database,
  table: typeof claims | typeof events,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await transaction.execute(
    sql`update ${table} set change = change where ${isAny(table.key, keys)}`,
  );
}
