import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';
import { recordedChange, recordedEntity } from './enums.ts';

const number = (name: string) => bigint(name, { mode: 'number' });

/**
 * The transactions that have changed claims or events, in the order in which they were committed. The
 * rows that one changed name it; triggers keep both (migration `positions`), so that they follow
 * whoever writes.
 */
export const commits = pgTable('commits', {
  id: number('id').primaryKey(),
  /** Given as the last act of the transaction, one at a time: what is seen later is always higher. */
  position: number('position').unique(),
  at: instant('at')
    .notNull()
    .default(sql`now()`),
});

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
export const installation = pgTable('installation', { id: text('id').primaryKey() });
