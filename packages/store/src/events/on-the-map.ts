import { and, sql, type SQL } from 'drizzle-orm';
import { events } from '../tables/event.ts';

/** Degrees, WGS 84; edges inclusive. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** A point, degrees, and how far from it, kilometres. */
export interface Near {
  latitude: number;
  longitude: number;
  kilometres: number;
}

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
const boxAround = ({ latitude, longitude, kilometres }: Near): Box => {
  const angle = kilometres / RADIUS;
  const [south, north] = [latitude - angle / DEGREE, latitude + angle / DEGREE];
  if (south <= -90 || north >= 90) return { west: -180, south, east: 180, north };
  const across = Math.asin(Math.sin(angle) / Math.cos(latitude * DEGREE)) / DEGREE;
  const turned = (degrees: number) => ((degrees + 540) % 360) - 180;
  return { west: turned(longitude - across), south, east: turned(longitude + across), north };
};

/**
 * Exact on the sphere, by the haversine; the box around it finds candidates by the index of points.
 * Neither engine needs an extension for that.
 */
export function isNear(near: Near): SQL | undefined {
  const half = (column: SQL, degrees: number) =>
    sql`sin(radians(${column} - ${degrees}::float8) / 2)`;
  const [latitude, longitude] = [sql`${events.latitude}`, sql`${events.longitude}`];
  const haversine = sql`power(${half(latitude, near.latitude)}, 2)
    + cos(radians(${near.latitude}::float8)) * cos(radians(${latitude})) * power(${half(longitude, near.longitude)}, 2)`;
  return and(
    isInBox(boxAround(near)),
    sql`${2 * RADIUS}::float8 * asin(least(1, sqrt(${haversine}))) <= ${near.kilometres}::float8`,
  );
}
