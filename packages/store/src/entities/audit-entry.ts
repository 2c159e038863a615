import { and, inArray, type SQL } from 'drizzle-orm';
import type { Order } from '../lists/page.ts';
import { storable } from '../reading/text.ts';
import { auditEntries } from '../tables/audit-entry.ts';
import type { AuditAction } from '../vocabulary.ts';

/** All conditions hold at once; a list is met by any of its values. */
export interface AuditFilter {
  actions?: readonly AuditAction[] | null;
  /** Natural keys of releases. */
  releases?: readonly string[] | null;
}

export function auditEntriesWhere({ actions, releases }: AuditFilter): SQL | undefined {
  return and(
    actions ? inArray(auditEntries.action, [...actions]) : undefined,
    releases ? inArray(auditEntries.releaseKey, storable(releases)) : undefined,
  );
}

const byTime = { by: auditEntries.at, value: 'instant' as const };

export const AUDIT_ORDERS = {
  LATEST_FIRST: { name: 'LATEST_FIRST', ...byTime, descending: true },
  EARLIEST_FIRST: { name: 'EARLIEST_FIRST', ...byTime, descending: false },
} satisfies Record<string, Order>;
