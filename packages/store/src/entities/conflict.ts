import { and, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Link, Order } from '../lists/page.ts';
import { areIn, keysWithin } from './place.ts';
import { isNamed, keysNamed } from './named.ts';
import { actors } from '../tables/actor.ts';
import { conflictPlaces, conflicts } from '../tables/conflict.ts';
import { events } from '../tables/event.ts';
import { isCalled } from '../reading/text.ts';
import type { CONFLICT_KINDS, INCOMPATIBILITIES, VIOLENCE } from '../vocabulary.ts';

export type Conflict = typeof conflicts.$inferSelect;

export interface ConflictFilter {
  /** Only these. */
  named?: readonly string[] | null;
  kinds?: readonly (typeof CONFLICT_KINDS)[number][] | null;
  violence?: readonly (typeof VIOLENCE)[number][] | null;
  incompatibilities?: readonly (typeof INCOMPATIBILITIES)[number][] | null;
  /** With one of these actors as a party. */
  parties?: readonly string[] | null;
  /** Fought in one of these places or in a place within. */
  places?: readonly string[] | null;
  /** ISO 3166-1 alpha-2. */
  countries?: readonly string[] | null;
  /** Days, both inclusive, on which one of its events may have happened. */
  activeDuring?: { from?: string | null; to?: string | null } | null;
  hasEvents?: boolean | null;
  /** Part of the name in any language, any case. */
  text?: string | null;
  curated?: boolean | null;
}

export function conflictsWhere(filter: ConflictFilter): SQL | undefined {
  const { named, kinds, violence, incompatibilities, parties, text, curated, hasEvents } = filter;
  return and(
    named ? isNamed(conflicts.key, conflicts, named) : undefined,
    kinds ? inArray(conflicts.kind, kinds) : undefined,
    violence ? inArray(conflicts.violence, violence) : undefined,
    incompatibilities ? inArray(conflicts.incompatibility, incompatibilities) : undefined,
    parties
      ? sql`${conflicts.key} in (select conflict_key from conflict_parties
            where actor_key = any(${keysNamed(actors, parties)}))`
      : undefined,
    isFoughtIn(filter),
    isActive(filter.activeDuring),
    typeof hasEvents === 'boolean'
      ? sql`exists (select from events where conflict_key = ${conflicts.key}) = ${hasEvents}`
      : undefined,
    text ? isCalled(conflicts.name, conflicts.names, text) : undefined,
    curated === true ? isNotNull(conflicts.slug) : undefined,
    curated === false ? isNull(conflicts.slug) : undefined,
  );
}

/** By the places of the conflict itself or of its events: not every source tells the former. */
function isFoughtIn({ places, countries }: ConflictFilter): SQL | undefined {
  return and(
    places
      ? sql`${conflicts.key} in (
          select conflict_key from conflict_places where place_key = any(${keysWithin(places)})
          union select conflict_key from events where place_key = any(${keysWithin(places)}))`
      : undefined,
    countries
      ? sql`${conflicts.key} in (
          select conflict_key from conflict_places where ${areIn(conflictPlaces.placeKey, countries)}
          union select conflict_key from events where ${areIn(events.countryKey, countries)})`
      : undefined,
  );
}

function isActive(during: ConflictFilter['activeDuring']): SQL | undefined {
  if (!during?.from && !during?.to) return undefined;
  return sql`exists (select from events where ${and(
    sql`${events.conflictKey} = ${conflicts.key}`,
    during.from ? sql`${events.latest} >= ${`${during.from}T00:00:00.000Z`}` : undefined,
    during.to ? sql`${events.earliest} <= ${`${during.to}T23:59:59.999Z`}` : undefined,
  )})`;
}

const byName = { by: sql`${conflicts.name} collate "C"`, value: 'text' as const };
const byStart = {
  by: sql`coalesce(${conflicts.startedOn}, date '0001-01-01')`,
  value: 'date' as const,
};

export const CONFLICT_ORDERS = {
  NAME_ASC: { name: 'NAME_ASC', ...byName, descending: false },
  NAME_DESC: { name: 'NAME_DESC', ...byName, descending: true },
  START_ASC: { name: 'START_ASC', ...byStart, descending: false },
  START_DESC: { name: 'START_DESC', ...byStart, descending: true },
} satisfies Record<string, Order>;

export const ofParty: Link = (key) =>
  sql`${conflicts.key} in (select conflict_key from conflict_parties where actor_key = ${key})`;
export const ofPlace: Link = (key) =>
  sql`${conflicts.key} in (select conflict_key from conflict_places where place_key = ${key})`;
