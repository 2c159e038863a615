import { sql } from 'drizzle-orm';
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { holdsWebAddress } from '../web-address.ts';
import { actors } from './actor.ts';
import { key, source, timeBounds } from './columns.ts';

const published = timeBounds('published_');

export const reports = pgTable(
  'reports',
  {
    key: key('key').primaryKey(),
    slug: text('slug').unique(),
    title: text('title').notNull(),
    publisherKey: key('publisher_key').references(() => actors.key),
    /** All null where the dataset gives no date (UCDP writes 1753-01-01). */
    publishedEarliest: published.earliest,
    publishedLatest: published.latest,
    publishedPrecision: published.precision,
    publishedEdtf: published.edtf,
    publishedZone: published.zone,
    url: text('url'),
    /** BCP 47. */
    language: text('language'),
    source: source(),
  },
  (t) => [
    index('reports_latest_index').on(
      sql`coalesce(published_latest, timestamptz '0001-01-01 00:00:00+00')`,
      t.key,
    ),
    index().on(t.publisherKey),
    check('reports_url_web', holdsWebAddress(t.url)),
  ],
);
