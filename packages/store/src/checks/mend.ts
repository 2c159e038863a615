import { sql } from 'drizzle-orm';
import type { Engine } from '../engines/engine.ts';
import { enterInAuditLog, UNNAMED, type Operator } from '../writing/audit-log.ts';
import { renewStatistics } from '../writing/planner-statistics.ts';
import { DERIVED } from './derived.ts';

/**
 * Puts right what is derived of other rows, as writers derive it, and what keeps count: nothing that
 * somebody said is touched. In one transaction.
 */
export async function mendDatabase(
  { db }: Pick<Engine, 'db'>,
  operator: Operator = UNNAMED,
): Promise<void> {
  await db.transaction(async (transaction) => {
    for (const { derive } of DERIVED) await derive(transaction);
    await transaction.execute(
      sql`select setval('commit_positions', greatest(last_value,
        (select coalesce(max(position), 1) from commits))) from commit_positions`,
    );
    await transaction.execute(
      sql`select setval('commit_ids', greatest(last_value, (select coalesce(max(id), 1) from commits)))
        from commit_ids`,
    );
    await enterInAuditLog(transaction, operator, { action: 'REPAIR', rowsRead: 0 });
    await renewStatistics(transaction);
  });
}
