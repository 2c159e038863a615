import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { claims } from './claim.ts';
import { derivedSlug, describedBy, key, source } from './columns.ts';
import { actorKind, actorRelation } from './enums.ts';
import { places } from './place.ts';

/** A name in another language, by BCP 47 tag. */
export type Names = Record<string, string>;

export const actors = pgTable(
  'actors',
  {
    key: key('key').primaryKey(),
    /** As its source gives it; null for what datasets bring. */
    slug: text('slug').unique(),
    derivedSlug: derivedSlug(),
    name: text('name').notNull(),
    names: jsonb('names').$type<Names>().notNull().default({}),
    kind: actorKind('kind').notNull(),
    description: text('description'),
    countryKey: key('country_key').references(() => places.key),
    partOfKey: key('part_of_key'),
    /** Words by which a dataset calls a source of an event, and no actor by itself: “Taliban spox”. */
    isMention: boolean('is_mention').notNull().default(false),
    /** Of a mention: whom its words name for certain; kept by `groupMentions`. */
    mentionOfKey: key('mention_of_key'),
    datasetKey: describedBy(),
    source: source(),
  },
  (t) => [
    index().on(t.partOfKey),
    index('actors_name_index').on(sql`name collate "C"`, t.key),
    index()
      .on(t.mentionOfKey)
      .where(sql`mention_of_key is not null`),
  ],
);

export const actorOffices = pgTable(
  'actor_offices',
  {
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
    position: smallint('position').notNull(),
    title: text('title').notNull(),
    ofKey: key('of_key').references(() => actors.key),
    since: date('since'),
    until: date('until'),
  },
  (t) => [primaryKey({ columns: [t.actorKey, t.position] })],
);

export const actorRelations = pgTable(
  'actor_relations',
  {
    actorKey: key('actor_key')
      .notNull()
      .references(() => actors.key),
    kind: actorRelation('kind').notNull(),
    otherKey: key('other_key')
      .notNull()
      .references(() => actors.key),
    /** The record holds that the relation does not hold: Kyrgyzstan does not border Russia. */
    negated: boolean('negated').notNull().default(false),
    since: date('since'),
    until: date('until'),
    claimKey: key('claim_key').references(() => claims.key),
  },
  (t) => [primaryKey({ columns: [t.actorKey, t.kind, t.otherKey] })],
);
