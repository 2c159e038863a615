import { and, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Link, Order } from './page.ts';
import { isNamed, keysNamed } from './reference.ts';
import { actors } from './tables/actor.ts';
import { conflicts } from './tables/conflict.ts';
import { events } from './tables/event.ts';
import { places } from './tables/place.ts';
import { storable } from './text.ts';
import type { EVENT_KINDS, VIOLENCE } from './vocabulary.ts';

export type Event = typeof events.$inferSelect;

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface EventFilter {
  conflicts?: readonly string[] | null;
  actors?: readonly string[] | null;
  /** An event in a place that lies within the named one counts. */
  places?: readonly string[] | null;
  /** ISO 3166-1 alpha-2. */
  countries?: readonly string[] | null;
  /** Days, both inclusive; an event counts when it may have happened on one of them. */
  during?: { from?: string | null; to?: string | null } | null;
  kinds?: readonly (typeof EVENT_KINDS)[number][] | null;
  violence?: readonly (typeof VIOLENCE)[number][] | null;
  /** By the event's own best estimate. */
  minDeaths?: number | null;
  datasets?: readonly string[] | null;
  within?: { west: number; south: number; east: number; north: number } | null;
  partOf?: string | null;
}

export function eventsWhere(filter: EventFilter): SQL | undefined {
  const { during, within } = filter;
  return and(
    filter.conflicts ? isNamed(events.conflictKey, conflicts, filter.conflicts) : undefined,
    filter.actors
      ? sql`exists (select from event_participants where event_key = ${events.key}
            and actor_key = any(${keysNamed(actors, filter.actors)}))`
      : undefined,
    filter.places ? isWithinPlaces(filter.places) : undefined,
    filter.countries
      ? sql`${events.countryKey} = any(array(select key from places
            where country_code = any(${sql.param(filter.countries)}::text[])))`
      : undefined,
    during?.from ? gte(events.latest, `${during.from}T00:00:00.000Z`) : undefined,
    during?.to ? lte(events.earliest, `${during.to}T23:59:59.999Z`) : undefined,
    filter.kinds ? inArray(events.kind, filter.kinds) : undefined,
    filter.violence ? inArray(events.violence, filter.violence) : undefined,
    typeof filter.minDeaths === 'number' ? gte(events.deathsBest, filter.minDeaths) : undefined,
    filter.datasets
      ? sql`${events.datasetKey} = any(${sql.param(storable(filter.datasets))}::text[])`
      : undefined,
    within ? isInBox(within) : undefined,
    filter.partOf ? isNamed(events.partOfKey, events, [filter.partOf]) : undefined,
  );
}

function isWithinPlaces(names: readonly string[]): SQL {
  return sql`${events.placeKey} = any(array(
    with recursive inside as (
      select key from places where key = any(${keysNamed(places, names)})
      union select place.key from places place join inside on place.parent_key = inside.key
    ) select key from inside))`;
}

/** A box whose west is east of its east crosses the 180th meridian. */
function isInBox({ west, south, east, north }: NonNullable<EventFilter['within']>): SQL {
  const crosses = west > east;
  return sql`${events.latitude} between ${south} and ${north} and (${
    crosses
      ? sql`${events.longitude} >= ${west} or ${events.longitude} <= ${east}`
      : sql`${events.longitude} between ${west} and ${east}`
  })`;
}

const byTime = { by: events.earliest, value: 'instant' as const };

export const EVENT_ORDERS = {
  LATEST_FIRST: { name: 'LATEST_FIRST', ...byTime, descending: true },
  EARLIEST_FIRST: { name: 'EARLIEST_FIRST', ...byTime, descending: false },
  DEADLIEST_FIRST: {
    name: 'DEADLIEST_FIRST',
    by: sql`coalesce(${events.deathsBest}, -1)`,
    value: 'number',
    descending: true,
  },
} satisfies Record<string, Order>;

export const ofConflict: Link = (key) => sql`${events.conflictKey} = ${key}`;
export const ofPlace: Link = (key) => sql`${events.placeKey} = any(array(
    with recursive inside as (
      select ${key} as key
      union select place.key from places place join inside on place.parent_key = inside.key
    ) select key from inside))`;
export const ofWhole: Link = (key) => sql`${events.partOfKey} = ${key}`;
