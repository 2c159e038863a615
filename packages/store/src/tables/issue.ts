import { boolean, date, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { instant, key } from './columns.ts';
import { datasets } from './dataset.ts';
import { timePrecision } from './enums.ts';

/**
 * A file that its provider put out under a release's number. Providers upload files again under an
 * old number; each content is an issue of its own, and none is written over another.
 */
export const releaseIssues = pgTable(
  'release_issues',
  {
    releaseKey: key('release_key')
      .notNull()
      .references(() => datasets.key),
    /** 1 for the first to come out. */
    number: smallint('number').notNull(),
    /** Of the file's bytes, in hexadecimal; null where it was imported before hashes were taken. */
    sha256: text('sha256'),
    releasedEarliest: instant('released_earliest').notNull(),
    releasedLatest: instant('released_latest').notNull(),
    releasedPrecision: timePrecision('released_precision').notNull(),
    releasedEdtf: text('released_edtf').notNull(),
    /** The days of which it speaks, both inclusive; null where its number does not tell. */
    coversFrom: date('covers_from'),
    coversTo: date('covers_to'),
    /** It has all there is of these days, rather than additions and revisions. */
    complete: boolean('complete').notNull(),
    /** A part of what the provider put out, such as one country: complete for nothing. */
    extract: boolean('extract').notNull().default(false),
    /** Somebody has said whether it is an extract. */
    declared: boolean('declared').notNull().default(false),
    firstSeenAt: instant('first_seen_at').notNull(),
    importedAt: instant('imported_at').notNull(),
    rowsRead: integer('rows_read').notNull(),
    rowsKept: integer('rows_kept').notNull(),
    rowsFlagged: integer('rows_flagged').notNull(),
    rowsRejected: integer('rows_rejected').notNull(),
  },
  (t) => [primaryKey({ columns: [t.releaseKey, t.number] })],
);
