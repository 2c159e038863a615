import { and, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { readObjects } from '../reading/read.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import { eventsAt } from './described.ts';
import { havePointSums, pointsAsEvents } from './points.ts';
import { pastOf } from './settled.ts';
import { standingAt } from './standing.ts';

/** A name to write on a map, at a point of its source's own. */
export interface MapLabel {
  /** The place's key. */
  place: string;
  latitude: number;
  longitude: number;
  /** Of the filter, in the place or within it. */
  events: number;
}

export interface MapLabelsRequest {
  filter: EventFilter;
  asOf: string | null;
  /** How many settlements at most, and how many divisions. */
  limit: number;
}

/**
 * Selects the settlements and the first-order divisions that most of the events lie in, the most first. A settlement stands
 * at its own point; a division at the one that its source gives to events known to it alone, and is left out where
 * there is none: a mean of other points would be nobody's. What lies in a division is at most two places below it.
 */
export function mapLabelRows({ filter, asOf, limit }: MapLabelsRequest): SQL {
  const isSummed = havePointSums(filter, asOf);
  // Only events are counted: estimates are looked up where the filter asks for them.
  const standing = standingAt(asOf);
  const isLocated = and(isNotNull(events.latitude), isNotNull(events.longitude));
  const found = isSummed
    ? sql`select ${events.placeKey} as place_key, sum(events) as events
        from ${pointsAsEvents(filter, pastOf(asOf))} where ${isLocated} group by 1`
    : sql`select ${events.placeKey} as place_key, count(*) as events
        from ${eventsAt(asOf)}
        where ${and(isLocated, eventsWhere(filter, asOf, standing))} group by 1`;
  return sql`
    with found as materialized (${found}), settlements as (
      select key, found.events, latitude, longitude from found join ${places} on key = place_key
      where kind in ('SETTLEMENT', 'BORDER_POST') and latitude is not null and longitude is not null
      order by found.events desc, key limit ${limit}
    ), divisions as (
      select key, sum(events) as events from (
        select case when own.kind = 'ADMIN1' then own.key when above.kind = 'ADMIN1' then above.key
          when topmost.kind = 'ADMIN1' then topmost.key end as key, found.events
        from found join ${places} own on own.key = place_key
          left join ${places} above on above.key = own.parent_key
          left join ${places} topmost on topmost.key = above.parent_key
      ) within where key is not null group by 1 order by 2 desc, 1 limit ${limit}
    ), points as (
      select place_key, latitude, longitude from ${pointsAsEvents({}, pastOf(asOf))}
      where location_precision = 'ADMIN1' and latitude is not null
        and place_key = any(array(select key from divisions))
    ), labels as (
      select key, events, latitude, longitude from settlements
      union all (
        select distinct on (key) key, events, points.latitude, points.longitude
        from divisions join points on place_key = key order by key, points.latitude, points.longitude
      )
    )
    select key as place, events::int as events, latitude, longitude from labels order by labels.events desc, key`;
}

/** The labels themselves. */
export const mapLabels = (db: Database, request: MapLabelsRequest): Promise<MapLabel[]> =>
  readObjects<MapLabel>(db, mapLabelRows(request));
