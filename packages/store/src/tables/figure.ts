import { sql } from 'drizzle-orm';
import { bigint, boolean, doublePrecision, index, integer, pgTable } from 'drizzle-orm/pg-core';
import { instant, key, keys } from './columns.ts';
import { metric, population } from './enums.ts';

/**
 * Figures as the current claims give them once all that is recorded has been said: a row for each that has
 * such a claim. A function of the database renews those of a subject at each commit that changes a claim
 * about it (migration `current_figures`), so that they follow whoever writes.
 */
export const currentFigures = pgTable(
  'current_figures',
  {
    /** The first key of its current claims. */
    key: key('key').primaryKey(),
    subjectConflictKey: key('subject_conflict_key'),
    subjectEventKey: key('subject_event_key'),
    subjectAgreementKey: key('subject_agreement_key'),
    subjectPlaceKey: key('subject_place_key'),
    metric: metric('metric').notNull(),
    population: population('population'),
    /** What it is bounded to; null for its subject's own time. */
    periodEarliest: instant('period_earliest'),
    periodLatest: instant('period_latest'),
    /** In the records of which conflicts its current claims are. */
    conflictKeys: keys('conflict_keys').notNull(),
    /** When the last of its current claims had certainly been asserted. */
    latest: instant('latest').notNull(),
    /** From when on nothing more is said of the subject or withdrawn: for a moment before, the claims tell. */
    settledAt: instant('settled_at').notNull(),
    claimants: integer('claimants').notNull(),
    /** Whose its current claims are, and the number of each, in one order: the most likely, else the one that is given. */
    claimantKeys: keys('claimant_keys').notNull(),
    numbers: doublePrecision('numbers').array().notNull(),
    contested: boolean('contested').notNull(),
    /** How many persons lie between who counts most and who counts least; less than 0 where they overlap. */
    gap: integer('gap').notNull(),
  },
  (t) => [
    index().on(t.latest, t.key),
    index().on(t.claimants, t.key),
    index().on(t.gap, t.key),
    index().on(t.subjectEventKey),
    index()
      .on(t.subjectConflictKey)
      .where(sql`subject_conflict_key is not null`),
    index()
      .on(t.subjectAgreementKey)
      .where(sql`subject_agreement_key is not null`),
    index()
      .on(t.subjectPlaceKey)
      .where(sql`subject_place_key is not null`),
    index().using('gin', t.conflictKeys),
    index().using('gin', t.claimantKeys),
    index('current_figures_contested_index')
      .on(t.gap, t.key)
      .where(sql`contested`),
  ],
);

/** Subjects about which a transaction has moved or deleted a claim; empty for all others. */
export const staleFigures = pgTable('stale_figures', {
  commitId: bigint('commit_id', { mode: 'number' }).notNull(),
  subjectConflictKey: key('subject_conflict_key'),
  subjectEventKey: key('subject_event_key'),
  subjectAgreementKey: key('subject_agreement_key'),
  subjectPlaceKey: key('subject_place_key'),
});
