import { char, doublePrecision, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Names } from './actor.ts';
import { derivedSlug, describedBy, key, source } from './columns.ts';
import { placeKind } from './enums.ts';

export const places = pgTable(
  'places',
  {
    key: key('key').primaryKey(),
    /** As its source gives it; null for what datasets bring. */
    slug: text('slug').unique(),
    derivedSlug: derivedSlug(),
    name: text('name').notNull(),
    names: jsonb('names').$type<Names>().notNull().default({}),
    kind: placeKind('kind').notNull(),
    parentKey: key('parent_key'),
    countryKey: key('country_key'),
    /** Decimal degrees, WGS 84. */
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    /** ISO 3166-1 alpha-2, countries only. */
    countryCode: char('country_code', { length: 2 }),
    datasetKey: describedBy(),
    source: source(),
  },
  (t) => [index().on(t.parentKey), index().on(t.countryCode), index().on(t.name, t.key)],
);
