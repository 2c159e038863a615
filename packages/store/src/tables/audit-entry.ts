import { sql } from 'drizzle-orm';
import { index, integer, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';
import { auditAction } from './enums.ts';

/**
 * Who did what to the record as a whole, and when. The database itself refuses to change or delete an entry
 * (migration `audit_log`). Nothing refers to other tables: an entry outlives what it is about.
 */
export const auditEntries = pgTable(
  'audit_entries',
  {
    key: key('key')
      .primaryKey()
      .default(sql`gen_random_uuid()::text`),
    /** By the clock of the database, in the transaction that the entry is about. */
    at: instant('at')
      .notNull()
      .default(sql`clock_timestamp()`),
    action: auditAction('action').notNull(),
    /** The name that somebody gave for the log, which is public; null where nobody did. */
    operator: text('operator'),
    /** Who it was to the operating system. Often a person's name, so the API never tells it. */
    systemUser: text('system_user'),
    /** Of Casus. */
    version: text('version').notNull(),
    releaseKey: key('release_key'),
    issue: smallint('issue'),
    /** Of the file, of the record's files, or of the contents of a backup; null of a repair. */
    sha256: text('sha256'),
    rowsRead: integer('rows_read').notNull(),
    rowsAdded: integer('rows_added').notNull().default(0),
    rowsUpdated: integer('rows_updated').notNull().default(0),
    rowsUnchanged: integer('rows_unchanged').notNull().default(0),
    rowsOutranked: integer('rows_outranked').notNull().default(0),
    rowsFlagged: integer('rows_flagged').notNull().default(0),
    rowsRejected: integer('rows_rejected').notNull().default(0),
    rowsLeftOut: integer('rows_left_out').notNull().default(0),
    /** What stood before and does not any more. */
    withdrawn: integer('withdrawn').notNull().default(0),
  },
  (t) => [index().on(t.at, t.key)],
);
