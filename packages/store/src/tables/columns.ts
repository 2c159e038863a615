import { customType, jsonb, text } from 'drizzle-orm/pg-core';
import { timePrecision } from './enums.ts';

/**
 * A natural key such as `ucdp:ged:412700`. Byte order, not a language's: cursors must mean the same
 * on every server, and comparing bytes is several times cheaper.
 */
export const key = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** Several of them. */
export const keys = customType<{ data: string[] }>({ dataType: () => 'text[] COLLATE "C"' });

/**
 * An instant, in JavaScript always the same 24 characters (`2022-09-16T10:00:00.000Z`): comparing
 * the text then compares the time. Sessions run in UTC, so PostgreSQL's text ends in +00.
 */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  fromDriver: instantFrom,
});

/** Of the text that PostgreSQL writes. */
export function instantFrom(text: string): string {
  const fraction = text.slice('2022-09-16 10:00:00.'.length, -'+00'.length);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}

/** When something happened or was said, as bounds between which the truth lies, both inclusive. */
export const timeBounds = (prefix: string) => ({
  earliest: instant(`${prefix}earliest`),
  latest: instant(`${prefix}latest`),
  precision: timePrecision(`${prefix}precision`),
  edtf: text(`${prefix}edtf`),
  zone: text(`${prefix}zone`),
});

/**
 * The release that describes an imported row; null for the record's. Not a foreign key: a dataset
 * hangs on its provider, an actor, which has this column too.
 */
export const describedBy = () => key('dataset_key');

/** `record` for curated rows, else the dataset series that delivered the row (`ucdp:ged`). */
export const source = () => text('source').notNull();

/** The record's own translations of one of its texts, by BCP 47 tag. */
export type Translations = Readonly<Record<string, string>>;

/** The same as a column; null for what datasets bring, which takes no space in a row. */
export const translations = (name: string) => jsonb(name).$type<Translations>();

/** Made of the name where the source gives no slug; kept by `settle_slugs` (see `slugs`). */
export const derivedSlug = () => text('derived_slug');
