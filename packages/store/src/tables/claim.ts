import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { Population, Side } from '../vocabulary.ts';
import { actors } from './actor.ts';
import { agreements } from './agreement.ts';
import { instant, key, source, timeBounds, type Translations } from './columns.ts';
import { lastChange } from './commit.ts';
import { conflicts, dyads } from './conflict.ts';
import { datasets } from './dataset.ts';
import {
  attributionRole,
  claimKind,
  informationCredibility,
  measure,
  metric,
  population,
  quantifier,
  rank,
  sourceReliability,
  stance,
  timePrecision,
} from './enums.ts';
import { events } from './event.ts';
import { places } from './place.ts';
import { reports } from './report.ts';

/** A part of a figure as the claimant itself splits it: UCDP's deaths of side A, of civilians … */
export interface ClaimPart {
  population: Population;
  partyKey: string | null;
  /** Whose dead they are in the event, where the claimant splits them by its sides. */
  side?: Side;
  best: number;
}

const period = timeBounds('period_');

export const claims = pgTable(
  'claims',
  {
    key: key('key').primaryKey(),
    slug: text('slug').unique(),
    kind: claimKind('kind').notNull(),
    metric: metric('metric'),
    population: population('population'),
    /** Whose people the figure counts; null for everyone's. */
    partyKey: key('party_key').references(() => actors.key),
    measure: measure('measure'),
    /** What the figure is bounded to, where that is not the subject's own time and place. */
    periodEarliest: period.earliest,
    periodLatest: period.latest,
    periodPrecision: period.precision,
    periodEdtf: period.edtf,
    periodZone: period.zone,
    /** The pair of parties whose fighting the figure is of, where that is a part of its subject's. */
    dyadKey: key('dyad_key').references((): AnyPgColumn => dyads.key),
    placeKey: key('place_key').references(() => places.key),
    /** Persons. */
    low: doublePrecision('low'),
    best: doublePrecision('best'),
    high: doublePrecision('high'),
    quantifier: quantifier('quantifier'),
    parts: jsonb('parts').$type<ClaimPart[]>().notNull().default([]),
    stance: stance('stance').notNull(),
    summary: text('summary').notNull(),
    /** The record's own translations of it, by BCP 47 tag. */
    summaryTranslations: jsonb('summary_translations').$type<Translations>().notNull().default({}),
    assertedEarliest: instant('asserted_earliest').notNull(),
    assertedLatest: instant('asserted_latest').notNull(),
    assertedPrecision: timePrecision('asserted_precision').notNull(),
    assertedEdtf: text('asserted_edtf').notNull(),
    assertedZone: text('asserted_zone'),
    /** Whose word it is: the adjudicator where one settled it, else the chain's first actor. */
    claimantKey: key('claimant_key')
      .notNull()
      .references(() => actors.key),
    sourceReliability: sourceReliability('source_reliability'),
    informationCredibility: informationCredibility('information_credibility'),
    rank: rank('rank').notNull(),
    rankReason: text('rank_reason'),
    subjectConflictKey: key('subject_conflict_key').references(() => conflicts.key),
    subjectEventKey: key('subject_event_key').references(() => events.key),
    subjectAgreementKey: key('subject_agreement_key').references(() => agreements.key),
    /** For what no event or conflict is counted for: a country's displaced in a year. */
    subjectPlaceKey: key('subject_place_key').references(() => places.key),
    /** The conflict whose record holds the claim. */
    conflictKey: key('conflict_key').references(() => conflicts.key),
    /** The release of a dataset that makes the claim; null for a claim that no dataset makes. */
    releaseKey: key('release_key').references(() => datasets.key),
    /** Which of the release's issues says so: their numbers follow the dates at which they came out. */
    issue: smallint('issue').notNull().default(1),
    /** The claim this one answers: a denial its allegation, a confirmation its announcement. */
    answersKey: key('answers_key'),
    supersedesKey: key('supersedes_key'),
    recordedAt: instant('recorded_at')
      .notNull()
      .default(sql`now()`),
    withdrawnAt: instant('withdrawn_at'),
    /** Why a claim of a dataset was withdrawn: which release leaves it out. */
    withdrawnReason: text('withdrawn_reason'),
    source: source(),
    ...lastChange(),
  },
  (t) => [
    check(
      'claims_one_subject',
      sql`num_nonnulls(subject_conflict_key, subject_event_key, subject_agreement_key, subject_place_key) = 1`,
    ),
    check('claims_figure_has_metric', sql`kind <> 'FIGURE' or metric is not null`),
    check('claims_asserted_in_order', sql`asserted_earliest <= asserted_latest`),
    index().on(t.assertedLatest, t.key),
    index().on(t.commitId, t.commitOrdinal),
    // What was not added but changed: little of a large import, most of what who follows the record asks for.
    index('claims_changed_index')
      .on(t.commitId, t.commitOrdinal)
      .where(sql`change <> 'ADDED'`),
    // Of what kind a claim is and whether it was withdrawn, too: a conflict's are counted without reading them.
    index('claims_of_conflict_index').on(
      t.conflictKey,
      t.assertedLatest,
      t.key,
      t.kind,
      t.withdrawnAt,
    ),
    index().on(t.subjectEventKey, t.assertedLatest, t.key),
    index().on(t.claimantKey, t.assertedLatest, t.key),
    index()
      .on(t.subjectConflictKey)
      .where(sql`subject_conflict_key is not null`),
    index()
      .on(t.subjectAgreementKey)
      .where(sql`subject_agreement_key is not null`),
    index()
      .on(t.subjectPlaceKey, t.assertedLatest, t.key)
      .where(sql`subject_place_key is not null`),
    index()
      .on(t.dyadKey)
      .where(sql`dyad_key is not null`),
    // A dataset's figures are of their events' own places: few claims are bounded to another.
    index()
      .on(t.placeKey)
      .where(sql`place_key is not null`),
    index()
      .on(t.answersKey)
      .where(sql`answers_key is not null`),
    index()
      .on(t.supersedesKey)
      .where(sql`supersedes_key is not null`),
    // Those that may revise another, in the order of changes: few among the claims of an import.
    index('claims_superseding_index')
      .on(t.assertedLatest, t.key)
      .where(sql`supersedes_key is not null`),
    index()
      .on(t.withdrawnAt, t.key)
      .where(sql`withdrawn_at is not null`),
  ],
);

export const claimAttributions = pgTable(
  'claim_attributions',
  {
    claimKey: key('claim_key')
      .notNull()
      .references(() => claims.key, { onUpdate: 'cascade' }),
    ordinal: smallint('ordinal').notNull(),
    /** Steps at one position stand side by side: several sources of one adjudicated figure. */
    position: smallint('position').notNull(),
    role: attributionRole('role').notNull(),
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
    reportKey: key('report_key').references(() => reports.key),
    paragraph: smallint('paragraph'),
    locator: text('locator'),
  },
  (t) => [
    primaryKey({ columns: [t.claimKey, t.ordinal] }),
    index()
      .on(t.reportKey, t.paragraph, t.claimKey)
      .where(sql`report_key is not null`),
    index().on(t.actorKey, t.claimKey),
  ],
);
