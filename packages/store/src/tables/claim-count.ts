import { bigint, index, pgTable, unique } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';
import { claimKind, metric } from './enums.ts';

const number = (name: string) => bigint(name, { mode: 'number' });

/** What claims agree in that are counted together: under the names of their own columns, so that a condition holds for both. */
const counted = () => ({
  conflictKey: key('conflict_key'),
  claimantKey: key('claimant_key').notNull(),
  releaseKey: key('release_key'),
  kind: claimKind('kind').notNull(),
  metric: metric('metric'),
  assertedLatest: instant('asserted_latest').notNull(),
  withdrawnAt: instant('withdrawn_at'),
  /** How many claims. */
  claims: number('claims').notNull(),
});

/**
 * How many claims there are of each kind in a conflict's record, by whom, asserted and withdrawn when. Those of a release
 * were asserted at one moment, so that a large import is few rows. Brought up to date at each commit (migration `claim_counts`).
 */
export const claimCounts = pgTable('claim_counts', counted(), (t) => [
  unique('claim_counts_unique')
    .on(
      t.conflictKey,
      t.claimantKey,
      t.releaseKey,
      t.kind,
      t.metric,
      t.assertedLatest,
      t.withdrawnAt,
    )
    .nullsNotDistinct(),
  index().on(t.claimantKey),
]);

/** By how much a transaction changes them, not yet added at its commit. Empty for all others. */
export const claimCountChanges = pgTable(
  'claim_count_changes',
  { commitId: number('commit_id').notNull(), ...counted() },
  (t) => [index().on(t.commitId)],
);
