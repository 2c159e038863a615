import { sql } from 'drizzle-orm';
import { date, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { actors, type Names } from './actor.ts';
import { claims } from './claim.ts';
import { derivedSlug, describedBy, key, source, translations } from './columns.ts';
import { conflictKind, conflictRelation, incompatibility, side, violence } from './enums.ts';
import { places } from './place.ts';

export const conflicts = pgTable(
  'conflicts',
  {
    key: key('key').primaryKey(),
    /** As its source gives it; null for what datasets bring. */
    slug: text('slug').unique(),
    derivedSlug: derivedSlug(),
    name: text('name').notNull(),
    names: jsonb('names').$type<Names>().notNull().default({}),
    /** Null where the source tells only the violence: GED alone cannot tell intrastate kinds apart. */
    kind: conflictKind('kind'),
    violence: violence('violence'),
    incompatibility: incompatibility('incompatibility'),
    incompatibilityOver: text('incompatibility_over'),
    summary: text('summary'),
    summaryTranslations: translations('summary_translations'),
    startedOn: date('started_on'),
    endedOn: date('ended_on'),
    datasetKey: describedBy(),
    source: source(),
  },
  (t) => [index('conflicts_name_index').on(sql`name collate "C"`, t.key)],
);

export const conflictParties = pgTable(
  'conflict_parties',
  {
    conflictKey: key('conflict_key')
      .notNull()
      .references(() => conflicts.key),
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
    side: side('side').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conflictKey, t.actorKey, t.side] }), index().on(t.actorKey)],
);

export const conflictPlaces = pgTable(
  'conflict_places',
  {
    conflictKey: key('conflict_key')
      .notNull()
      .references(() => conflicts.key),
    placeKey: key('place_key')
      .notNull()
      .references(() => places.key),
  },
  (t) => [primaryKey({ columns: [t.conflictKey, t.placeKey] })],
);

export const conflictRelations = pgTable(
  'conflict_relations',
  {
    conflictKey: key('conflict_key')
      .notNull()
      .references(() => conflicts.key),
    relation: conflictRelation('relation').notNull(),
    otherKey: key('other_key')
      .notNull()
      .references(() => conflicts.key),
    note: text('note'),
    noteTranslations: translations('note_translations'),
    claimKey: key('claim_key').references(() => claims.key),
  },
  (t) => [primaryKey({ columns: [t.conflictKey, t.relation, t.otherKey] })],
);

export const dyads = pgTable(
  'dyads',
  {
    key: key('key').primaryKey(),
    /** As its source gives it; null for what datasets bring. */
    slug: text('slug').unique(),
    derivedSlug: derivedSlug(),
    name: text('name').notNull(),
    conflictKey: key('conflict_key')
      .notNull()
      .references(() => conflicts.key),
    sideAKey: key('side_a_key')
      .notNull()
      .references(() => actors.key),
    sideBKey: key('side_b_key')
      .notNull()
      .references(() => actors.key),
    datasetKey: describedBy(),
    source: source(),
  },
  (t) => [index().on(t.conflictKey)],
);
