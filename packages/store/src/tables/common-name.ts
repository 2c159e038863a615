import { pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { key } from './columns.ts';
import { searchType } from './enums.ts';

/**
 * What people call a conflict, an actor or a place, beside its own names: Taliban for the Taleban. They
 * are held by natural key and may wait for what they name: it is found by them once it is imported, so
 * nothing refers to its table.
 */
export const commonNames = pgTable(
  'common_names',
  {
    entity: searchType('entity').notNull(),
    entityKey: key('entity_key').notNull(),
    /** `record`, or the series of the dataset that gives the name. */
    heldBy: text('held_by').notNull().default('record'),
    /** Among the record's; 0 for those of datasets. */
    position: smallint('position').notNull().default(0),
    name: text('name').notNull(),
    /** BCP 47; `und` where the dataset does not tell. */
    language: text('language').notNull(),
    /** Who uses the name, in words or as an identifier (`Wikidata Q42418`). */
    source: text('source').notNull(),
  },
  (t) => [primaryKey({ columns: [t.entity, t.entityKey, t.heldBy, t.language, t.name] })],
);
