import { and, sql, type SQL } from 'drizzle-orm';
import { keyNamed } from '../entities/named.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';

/** Degrees, WGS 84; edges inclusive. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Degrees, WGS 84. */
interface Point {
  latitude: number;
  longitude: number;
}

/** How far, kilometres, from a point or from that of a place, which is named by slug or natural key and has one. */
export type Near = { kilometres: number } & (Point | { place: string });

/** A box whose west is east of its east crosses the 180th meridian. */
export function isInBox({ west, south, east, north }: Box): SQL {
  const crosses = west > east;
  return sql`${events.latitude} between ${south} and ${north} and (${
    crosses
      ? sql`${events.longitude} >= ${west} or ${events.longitude} <= ${east}`
      : sql`${events.longitude} between ${west} and ${east}`
  })`;
}

/** Mean radius of the Earth, kilometres (IUGG). */
const RADIUS = 6371.0088;
const DEGREE = Math.PI / 180;

/** Near a pole every longitude is near. */
const boxAround = ({ latitude, longitude }: Point, kilometres: number): Box => {
  const angle = kilometres / RADIUS;
  const [south, north] = [latitude - angle / DEGREE, latitude + angle / DEGREE];
  if (south <= -90 || north >= 90) return { west: -180, south, east: 180, north };
  const across = Math.asin(Math.sin(angle) / Math.cos(latitude * DEGREE)) / DEGREE;
  const turned = (degrees: number) => ((degrees + 540) % 360) - 180;
  return { west: turned(longitude - across), south, east: turned(longitude + across), north };
};

/**
 * Exact on the sphere, by the haversine; the box around it, or the belt around a place, finds candidates by the
 * index of points. Neither engine needs an extension for that.
 */
export function isNear(near: Near): SQL | undefined {
  const { kilometres } = near;
  if (!('place' in near)) {
    const { latitude, longitude } = near;
    const from = { latitude: sql`${latitude}::float8`, longitude: sql`${longitude}::float8` };
    return and(isInBox(boxAround(near, kilometres)), isWithin(from, kilometres));
  }
  const key = keyNamed(places, near.place);
  const from = {
    latitude: sql`(select latitude from ${places} where key = ${key})`,
    longitude: sql`(select longitude from ${places} where key = ${key})`,
  };
  const wide = kilometres / RADIUS / DEGREE;
  const belt = sql`${events.latitude} between ${from.latitude} - ${wide}::float8 and ${from.latitude} + ${wide}::float8`;
  return and(belt, isWithin(from, kilometres));
}

function isWithin(from: Record<keyof Point, SQL>, kilometres: number): SQL {
  const half = (column: SQL, degrees: SQL) => sql`sin(radians(${column} - ${degrees}) / 2)`;
  const [latitude, longitude] = [sql`${events.latitude}`, sql`${events.longitude}`];
  const haversine = sql`power(${half(latitude, from.latitude)}, 2)
    + cos(radians(${from.latitude})) * cos(radians(${latitude})) * power(${half(longitude, from.longitude)}, 2)`;
  return sql`${2 * RADIUS}::float8 * asin(least(1, sqrt(${haversine}))) <= ${kilometres}::float8`;
}
