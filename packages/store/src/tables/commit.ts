import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';
import { recordedChange, recordedEntity } from './enums.ts';

const number = (name: string) => bigint(name, { mode: 'number' });

/**
 * The transactions that have changed the record, in the order in which they were committed. The claims
 * and events that one changed name it; triggers keep all of it (migrations `positions`, `notices`), so
 * that it follows whoever writes. It is replicated with what it tells of: who reads a standby learns
 * from the standby's own copy what has changed there.
 */
export const commits = pgTable(
  'commits',
  {
    id: number('id').primaryKey(),
    /** Given as the last act of the transaction, one at a time: what is seen later is always higher. */
    position: number('position').unique(),
    at: instant('at')
      .notNull()
      .default(sql`now()`),
    /** Rows changed that are neither claims nor events nor derived from them. */
    isOther: boolean('is_other').notNull().default(false),
    /** Rows of the reference tables changed, which processes cache. */
    isReference: boolean('is_reference').notNull().default(false),
  },
  ({ position, isReference }) => [
    index()
      .on(position)
      .where(sql`${isReference}`),
  ],
);

/** The last change of a row: in which transaction, where in its order, and what happened. */
export const lastChange = () => ({
  commitId: number('commit_id')
    .notNull()
    .default(sql`current_commit()`),
  commitOrdinal: number('commit_ordinal')
    .notNull()
    .default(sql`nextval('commit_ordinals')`),
  change: recordedChange('change')
    .notNull()
    .default(sql`'ADDED'`),
});

/** Claims and events that are gone: taken out of the curated record, or under another key now. */
export const removals = pgTable(
  'removals',
  {
    entity: recordedEntity('entity').notNull(),
    key: key('key').notNull(),
    conflictKey: key('conflict_key'),
    datasetKey: key('dataset_key'),
    commitId: number('commit_id').notNull(),
    commitOrdinal: number('commit_ordinal').notNull(),
  },
  (t) => [primaryKey({ columns: [t.entity, t.key] }), index().on(t.commitId, t.commitOrdinal)],
);

/** One row: tells the positions of this database from those of any other. */
export const installation = pgTable('installation', {
  id: text('id').primaryKey(),
  /** PostgreSQL's, of the last commit: each promotion of a standby begins another. Null before the first. */
  timeline: integer('timeline'),
});
