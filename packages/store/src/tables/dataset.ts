import { check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { holdsWebAddress } from '../web-address.ts';
import { actors } from './actor.ts';
import { instant, key, source } from './columns.ts';
import { timePrecision } from './enums.ts';

export const datasets = pgTable(
  'datasets',
  {
    key: key('key').primaryKey(),
    /** What its releases have in common (`ucdp:ged`): one voice, of which the latest release counts. */
    series: key('series').notNull(),
    name: text('name').notNull(),
    version: text('version').notNull(),
    providerKey: key('provider_key')
      .notNull()
      .references(() => actors.key),
    licence: text('licence').notNull(),
    citation: text('citation').notNull(),
    url: text('url'),
    releasedEarliest: instant('released_earliest').notNull(),
    releasedLatest: instant('released_latest').notNull(),
    releasedPrecision: timePrecision('released_precision').notNull(),
    releasedEdtf: text('released_edtf').notNull(),
    /** Null until a file of this release was imported whole. */
    importedAt: instant('imported_at'),
    rowsRead: integer('rows_read').notNull().default(0),
    rowsKept: integer('rows_kept').notNull().default(0),
    rowsFlagged: integer('rows_flagged').notNull().default(0),
    rowsRejected: integer('rows_rejected').notNull().default(0),
    source: source(),
  },
  (t) => [check('datasets_url_web', holdsWebAddress(t.url))],
);
