import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Names } from './actor.ts';
import { key } from './columns.ts';
import { searchType } from './enums.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * What things are called, folded for search. Triggers keep these tables (migration `search`), so
 * they follow whoever writes. Events share their names by the thousand: a name stands here once.
 */
export const searchNames = pgTable(
  'search_names',
  {
    /** Made of all that is told of the name, so that who writes one knows it without asking. */
    id: uuid('id').primaryKey(),
    type: searchType('type').notNull(),
    curated: boolean('curated').notNull(),
    name: text('name').notNull(),
    names: jsonb('names').$type<Names>().notNull(),
    /** What the record's common names add. */
    also: jsonb('also').$type<{ text: string; language: string }[]>().notNull().default([]),
    /** 2 for conflicts, agreements, countries and those who fight; 0 for events and what is said of them. */
    tier: smallint('tier').notNull().default(0),
    /** 0 to 149, six for each doubling of the events of whoever bears it; counted after each import. */
    weight: smallint('weight').notNull().default(0),
    /** `| kirgizstan | kirgiziia |`: every language's name between bars. */
    folded: text('folded').notNull(),
    /** Characters of a folded name, the mean over its languages. */
    size: smallint('size').notNull(),
    words: tsvector('words').notNull(),
    /** All names of what filters by text ask for, as those compare them, a line each. */
    plain: text('plain').generatedAlwaysAs(
      sql`case when type in ('CONFLICT', 'PLACE', 'EVENT') then plain_names(name, names) end`,
    ),
  },
  (t) => [
    // New words wait in a list that each search reads through: a short one.
    index('search_names_words').using('gin', t.words).with({ gin_pending_list_limit: 128 }),
    index('search_names_plain')
      .using('gin', sql`${t.plain} gin_trgm_ops`)
      .with({ gin_pending_list_limit: 128 })
      .where(sql`type in ('CONFLICT', 'PLACE', 'EVENT')`),
  ],
);

/** Which things bear a name. */
export const searchEntries = pgTable(
  'search_entries',
  {
    type: searchType('type').notNull(),
    key: key('key').notNull(),
    nameId: uuid('name_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.type, t.key] }), index().on(t.nameId, t.key)],
);

/** Every word of every name, to find the one that somebody meant. */
export const searchWords = pgTable('search_words', { word: key('word').primaryKey() }, (t) => [
  index('search_words_trigrams')
    .using('gin', sql`${t.word} gin_trgm_ops`)
    .with({ gin_pending_list_limit: 128 }),
]);
