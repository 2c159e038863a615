import { and, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Link, Order } from '../lists/page.ts';
import { isNamed, keysNamed } from './named.ts';
import { places } from '../tables/place.ts';
import { isCalled } from '../reading/text.ts';
import type { PLACE_KINDS } from '../vocabulary.ts';

export type Place = typeof places.$inferSelect;

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface PlaceFilter {
  /** Only these. */
  named?: readonly string[] | null;
  kinds?: readonly (typeof PLACE_KINDS)[number][] | null;
  /** ISO 3166-1 alpha-2. */
  countries?: readonly string[] | null;
  /** In one of these places, at any depth. */
  within?: readonly string[] | null;
  /** Part of the name in any language, any case. */
  text?: string | null;
  curated?: boolean | null;
}

export function placesWhere(filter: PlaceFilter): SQL | undefined {
  const { named, kinds, countries, within, text, curated } = filter;
  return and(
    named ? isNamed(places.key, places, named) : undefined,
    kinds ? inArray(places.kind, kinds) : undefined,
    countries ? areIn(places.countryKey, countries) : undefined,
    within ? sql`${places.parentKey} = any(${keysWithin(within)})` : undefined,
    text ? isCalled(places.name, places.names, text) : undefined,
    curated === true ? isNotNull(places.slug) : undefined,
    curated === false ? isNull(places.slug) : undefined,
  );
}

/** A column that holds a country's key, by ISO 3166-1 alpha-2. */
export function areIn(countryKey: PgColumn, countries: readonly string[]): SQL {
  return sql`${countryKey} = any(array(
    select key from places where country_code = any(${sql.param(countries)}::text[])))`;
}

/** The keys of places and of all that lies in them. */
export function keysWithin(names: readonly string[]): SQL {
  return sql`array(
    with recursive inside as (
      select key from places where key = any(${keysNamed(places, names)})
      union select place.key from places place join inside on place.parent_key = inside.key
    ) select key from inside)`;
}

const byName = { by: sql`${places.name} collate "C"`, value: 'text' as const };

export const PLACE_ORDERS = {
  NAME_ASC: { name: 'NAME_ASC', ...byName, descending: false },
  NAME_DESC: { name: 'NAME_DESC', ...byName, descending: true },
} satisfies Record<string, Order>;

export const ofParent: Link = (key) => sql`${places.parentKey} = ${key}`;
