import { sql } from 'drizzle-orm';
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import type { QualityFlagKind } from '../vocabulary.ts';
import { actors } from './actor.ts';
import { instant, key, source, translations } from './columns.ts';
import { lastChange } from './commit.ts';
import { conflicts, dyads } from './conflict.ts';
import { datasets } from './dataset.ts';
import { eventKind, locationPrecision, participantRole, timePrecision, violence } from './enums.ts';
import { places } from './place.ts';

/** What is odd about a row that was kept as it came. */
export interface QualityFlag {
  kind: QualityFlagKind;
  note: string;
}

/** What is said of an event itself, beside the figures; of a release's words for it, an edition. */
const description = () => ({
  name: text('name').notNull(),
  kind: eventKind('kind').notNull(),
  violence: violence('violence'),
  summary: text('summary'),
  earliest: instant('earliest').notNull(),
  latest: instant('latest').notNull(),
  precision: timePrecision('precision').notNull(),
  edtf: text('edtf').notNull(),
  zone: text('zone'),
  placeKey: key('place_key').references(() => places.key),
  countryKey: key('country_key').references(() => places.key),
  latitude: doublePrecision('latitude'),
  longitude: doublePrecision('longitude'),
  locationPrecision: locationPrecision('location_precision'),
  locationDescription: text('location_description'),
  conflictKey: key('conflict_key').references(() => conflicts.key),
  dyadKey: key('dyad_key').references(() => dyads.key),
  /** UCDP: 1 a single incident, 2 an aggregate the source could not undo. */
  clarity: smallint('clarity'),
  /** How many sources the dataset consulted; null where it says unknown (−1). */
  sourceCount: smallint('source_count'),
  /** The dataset's own review status of a candidate event, e.g. "Check deaths". */
  reviewStatus: text('review_status'),
  qualityFlags: jsonb('quality_flags').$type<QualityFlag[]>().notNull().default([]),
});

export const events = pgTable(
  'events',
  {
    key: key('key').primaryKey(),
    slug: text('slug').unique(),
    ...description(),
    /** Of curated events alone, which have no editions. */
    nameTranslations: translations('name_translations'),
    summaryTranslations: translations('summary_translations'),
    partOfKey: key('part_of_key'),
    datasetKey: key('dataset_key').references(() => datasets.key),
    /** Which of the release's issues describes it so. */
    issue: smallint('issue').notNull().default(1),
    /** Deaths, persons, as the event's own adjudicator last gave them; low ≤ best ≤ high does not always hold (UCDP). */
    deathsLow: integer('deaths_low'),
    deathsBest: integer('deaths_best'),
    deathsHigh: integer('deaths_high'),
    /** How the adjudicator splits its best estimate; all null where it does not. */
    deathsSideA: integer('deaths_side_a'),
    deathsSideB: integer('deaths_side_b'),
    deathsCivilians: integer('deaths_civilians'),
    deathsUnknown: integer('deaths_unknown'),
    /** Since when no claim about it stands, where releases have claimed it; null while it stands. */
    withdrawnAt: instant('withdrawn_at'),
    /** Since when it is described so; null where no edition tells that it was described otherwise. */
    validFrom: instant('valid_from'),
    source: source(),
    ...lastChange(),
  },
  (t) => [
    // These four hold the deaths and the withdrawal too, by their migrations: sums then need not read the table.
    index().on(t.earliest, t.key),
    index().on(t.conflictKey, t.earliest, t.key),
    index().on(t.countryKey, t.earliest, t.key),
    index().on(t.latitude, t.longitude),

    index().on(t.datasetKey, t.earliest, t.key),
    index().on(t.commitId, t.commitOrdinal),
    index('events_changed_index')
      .on(t.commitId, t.commitOrdinal)
      .where(sql`change <> 'ADDED'`),
    index('events_deadliest_index').on(sql`coalesce(deaths_best, -1)`, t.key),
    index().on(t.placeKey),
    index()
      .on(t.partOfKey)
      .where(sql`part_of_key is not null`),
    index('events_long_index')
      .on(t.latest, t.earliest)
      .where(sql`latest - earliest > interval '31 days'`),
    // Few of many: those that may have happened in another week, month or year than they are counted in.
    index('events_vague_index')
      .on(t.precision, t.conflictKey, t.dyadKey)
      .where(sql`precision not in ('DAY', 'DAYS')`),
    index('events_episodes_index')
      .on(t.conflictKey)
      .where(sql`kind = 'EPISODE'`),
    index('events_flagged_index')
      .on(t.datasetKey, t.earliest, t.key)
      .where(sql`quality_flags <> '[]'`),
    index('events_name_index').on(sql`md5(name)`),
    index('events_own_words_index')
      .on(sql`md5(name)`)
      .where(sql`summary is not null or name_translations is not null`),
    index('events_withdrawn_index')
      .on(t.key)
      .where(sql`withdrawn_at is not null`),
    index('events_summary_index')
      .using('gin', sql`plain_text(${t.summary}) gin_trgm_ops`)
      .where(sql`summary is not null`),
  ],
);

export const eventParticipants = pgTable(
  'event_participants',
  {
    eventKey: key('event_key')
      .notNull()
      .references(() => events.key),
    position: smallint('position').notNull(),
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
    role: participantRole('role').notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventKey, t.position] }), index().on(t.actorKey, t.eventKey)],
);

/**
 * What a release said of an event, where the next release that speaks of it says something else; the
 * last word is the event's own row.
 */
export const eventEditions = pgTable(
  'event_editions',
  {
    eventKey: key('event_key')
      .notNull()
      .references(() => events.key),
    releaseKey: key('release_key')
      .notNull()
      .references(() => datasets.key),
    issue: smallint('issue').notNull(),
    ...description(),
    participants: jsonb('participants').$type<EditionParticipant[]>().notNull(),
    /** The first moment at which it was the last word on the event; null for ever before `validUntil`. */
    validFrom: instant('valid_from'),
    /** The moment at which a later release's word took its place; null where it never was the last word. */
    validUntil: instant('valid_until'),
  },
  (t) => [
    primaryKey({ columns: [t.eventKey, t.releaseKey, t.issue] }),
    // As those of events, whose place editions take in lists as of a moment.
    index().on(t.earliest, t.eventKey),
    index().on(t.conflictKey, t.earliest, t.eventKey),
    index().on(t.countryKey, t.earliest, t.eventKey),
    index().on(t.latitude, t.longitude),
    index().on(t.placeKey),
    index('event_editions_participants_index').using('gin', t.participants.op('jsonb_path_ops')),
  ],
);

/** An actor that took part by a release's word, and as what. */
export interface EditionParticipant {
  actorKey: string;
  role: (typeof participantRole.enumValues)[number];
}
