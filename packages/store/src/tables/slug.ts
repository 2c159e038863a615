import { bigint, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { key } from './columns.ts';
import { searchType } from './enums.ts';

/**
 * Every slug that has ever led to a conflict, a dyad, an actor or a place. Several things may have come by the
 * same one: it leads to the first of them by rank, number and key, whatever came first. `settle_slugs`
 * (a function of the database) keeps it, and the column `derived_slug` of their tables.
 */
export const slugs = pgTable(
  'slugs',
  {
    entity: searchType('entity').notNull(),
    slug: text('slug').notNull(),
    entityKey: key('entity_key').notNull(),
    /**
     * 0 for the one that its source gives it, 1 where it is made of a name, 2 of that of something
     * unclassified or of a place smaller than a province, 3 of a name and the number in the key, 4 of a
     * name and the key's hash.
     */
    rank: smallint('rank').notNull(),
    /** The number in the key: older things have lower ones. */
    number: bigint('number', { mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.entity, t.slug, t.entityKey] }), index().on(t.entityKey)],
);
