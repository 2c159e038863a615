import { and, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { sumsOfDeaths, type DeathSums } from './death-sums.ts';
import { eventsAt } from './described.ts';
import { goesBeyond, sumsWithoutSpanning } from './counted.ts';
import { havePointSums, pointsAsEvents } from './points.ts';
import { pastOf } from './settled.ts';
import { joinedStandingAt } from './standing.ts';
import { eventsWhere, eventsWhereWalked, type EventFilter } from '../entities/event.ts';
import { DEATH_PARTS } from '../rules/death-split.ts';
import { events } from '../tables/event.ts';

/** The sides of the coarsest grid's cells, degrees; each zoom halves them. */
const COARSEST = 45;
export const FINEST_ZOOM = 12;

/** The events of a filter whose points lie in one square of the grid. */
export interface MapCell extends DeathSums {
  /** Of the grid that was taken. */
  zoom: number;
  west: number;
  south: number;
  east: number;
  north: number;
  /** The point in the cell at which most of the events are: a source's own, never a mean of several. */
  latitude: number;
  longitude: number;
  events: number;
  /** The one event's key where there is but one. */
  event: string | null;
  eventsAtExactPlace: number;
  /** Of those that may lie outside the square, or outside the days asked. */
  eventsSpanning: number;
  spanningLow: number | null;
  spanningBest: number | null;
  spanningHigh: number | null;
}

export interface MapRequest {
  filter: EventFilter;
  /** 0 to FINEST_ZOOM. */
  zoom: number;
  asOf: string | null;
  /** How many cells at most; the 32 of the coarsest grid always fit. */
  limit: number;
  /** Whether to tell which events may lie outside their square, which takes as long again; without it 0 and null. */
  withSpanning?: boolean;
}

/** The first zooms at which squares are smaller than what such a point may stand for: sides of 0.7° and 0.35°. */
const NARROWER_THAN = { ADMIN2: 6, NEAR: 7 } as const;
const FROM_ZOOMS = [0, ...Object.values(NARROWER_THAN)];
const SPANNING = ['low', 'best', 'high'] as const;

/** From which zoom on an event may lie outside its square; at any where it may lie outside the days. Null for never. */
const fromZoom = ({ during }: EventFilter): SQL => sql`case
  when ${goesBeyond({ from: during?.from ?? null, to: during?.to ?? null }, '"events".')} then 0
  when ${events.locationPrecision} = 'EXACT' then null
  when ${events.locationPrecision} = 'NEAR' then ${sql.raw(String(NARROWER_THAN.NEAR))}
  when ${events.locationPrecision} = 'ADMIN2' then ${sql.raw(String(NARROWER_THAN.ADMIN2))}
  else 0 end`;

/** Sums of the events that may lie outside their square, apart for each zoom from which on they may. */
const SPANNING_BY_ZOOM = sql.raw(
  FROM_ZOOMS.flatMap((zoom) => [
    `sum(events) filter (where from_zoom = ${zoom}) as spanning_${zoom}`,
    ...SPANNING.map(
      (end) => `sum("${end}") filter (where from_zoom = ${zoom}) as spanning_${end}_${zoom}`,
    ),
  ]).join(', '),
);

/** Those sums in a square, of the zooms that it has reached. */
const SPANNING_SUMS = sql.raw(
  ['', ...SPANNING.map((end) => `_${end}`)]
    .map((end) => {
      const parts = FROM_ZOOMS.map(
        (zoom) => `sum(case when taken.zoom >= ${zoom} then spanning${end}_${zoom} end)`,
      );
      const name =
        end === '' ? 'eventsSpanning' : `spanning${end[1]!.toUpperCase()}${end.slice(2)}`;
      // Null only where none of them has an estimate.
      const sum = `coalesce(${parts.join(', ')})`;
      const total = parts.map((part) => `coalesce(${part}, 0)`).join(' + ');
      return `case when ${sum} is not null then (${total})::float8 ${end === '' ? 'else 0 ' : ''}end as "${name}"`;
    })
    .join(', '),
);

const NO_SPANNING = sql`0 as "eventsSpanning", null::float8 as "spanningLow", null::float8 as "spanningBest",
  null::float8 as "spanningHigh"`;

/** The columns that only `withSpanning` fills. */
export const SPANNING_COLUMNS = ['eventsSpanning', 'spanningLow', 'spanningBest', 'spanningHigh'];

/**
 * Selects the cells of the grid of a zoom, or of the finest coarser one that has no more than the limit, from
 * south to north and west to east. Grids start at 180° W, 90° S and nest, so that events are read
 * once, gathered by point, and points by cell; the one event of a cell is then found at its point. Where a box
 * cannot have too many cells, none is counted, and PostgreSQL sums up only what is asked of them.
 */
export function cellRows({ filter, zoom, asOf, limit, withSpanning = true }: MapRequest): SQL {
  const isLocated = and(isNotNull(events.latitude), isNotNull(events.longitude))!;
  const { sums, from } = havePointSums(filter, asOf)
    ? pointsSummed(filter, isLocated, asOf)
    : eventsSummed(filter, isLocated, asOf);
  const point = sql`${events.latitude} as latitude, ${events.longitude} as longitude`;
  const points = sql`select ${point}, ${sums} ${from} group by 1, 2`;
  const pointsBySpan = sql`
      select latitude, longitude, sum(events) as events, sum(exact) as exact,
        ${SUMS_OF_SUMS}, ${SPANNING_BY_ZOOM}
      from (select ${point}, ${fromZoom(filter)} as from_zoom, ${sums} ${from} group by 1, 2, 3) alike
      group by latitude, longitude`;
  const isFine = cellsWithin(filter.within, zoom) <= limit;
  const once = isFine ? sql`` : sql`materialized`;
  const taken = isFine
    ? sql`taken as (select ${zoom}::int as zoom)`
    : sql`grids as (
      select ${zoom}::int as zoom, x, y from placed
      union
      select zoom - 1, x >> 1, y >> 1 from grids where zoom > 0
    ), taken as (
      select max(zoom) as zoom from (
        select zoom from grids group by zoom having count(*) <= ${limit}
      ) fitting
    )`;
  return sql`
    with recursive points as ${once} (
      ${withSpanning ? pointsBySpan : points}
    ), placed as ${once} (
      select points.*, least(floor((longitude + 180) / side), columns - 1)::int as x,
        least(floor((latitude + 90) / side), columns / 2 - 1)::int as y
      from points, (select ${sizeOf(zoom)}::float8 as side, ${columnsOf(zoom)}::int as columns) grid
    ), ${taken}, cells as (
      select taken.zoom, x >> (${zoom} - taken.zoom) as x, y >> (${zoom} - taken.zoom) as y,
        (array_agg(latitude order by events desc, latitude, longitude))[1] as latitude,
        (array_agg(longitude order by events desc, latitude, longitude))[1] as longitude,
        sum(events)::int as events, sum(exact)::int as "eventsAtExactPlace",
        ${SUMS_OF_SUMS}, ${withSpanning ? SPANNING_SUMS : NO_SPANNING}
      from placed, taken group by 1, 2, 3
    )
    select zoom, x * side - 180 as west, y * side - 90 as south,
      (x + 1) * side - 180 as east, (y + 1) * side - 90 as north,
      latitude, longitude, events, "eventsAtExactPlace", ${SUMS},
      "eventsSpanning", "spanningLow", "spanningBest", "spanningHigh",
      case when cells.events = 1 then (
        select ${events.key} from ${eventsAt(asOf)}
        where ${events.latitude} = cells.latitude and ${events.longitude} = cells.longitude
          and ${(asOf === null ? eventsWhereWalked(filter) : eventsWhere(filter, asOf)) ?? sql`true`}
        limit 1
      ) end as event
    from cells, lateral (select ${COARSEST}::float8 / 2 ^ zoom as side) grid order by y, x`;
}

/** What a group of events is summed up with, and where they are read. */
interface Summed {
  sums: SQL;
  from: SQL;
}

const EXACT = sql`filter (where ${events.locationPrecision} = 'EXACT')`;

function eventsSummed(filter: EventFilter, isLocated: SQL, asOf: string | null): Summed {
  const standing = joinedStandingAt(asOf);
  return {
    sums: sql`count(*) as events, count(*) ${EXACT} as exact, ${sumsOfDeaths(standing, null)}`,
    from: sql`from ${eventsAt(asOf)} ${standing.join} ${standing.split.join}
      where ${and(isLocated, eventsWhere(filter, asOf, standing))}`,
  };
}

/** The same where the events of each point are summed up already. */
const pointsSummed = (filter: EventFilter, isLocated: SQL, asOf: string | null): Summed => ({
  sums: sql`${sumsWithoutSpanning}, coalesce(sum(events) ${EXACT}, 0) as exact`,
  from: sql`from ${pointsAsEvents(filter, pastOf(asOf))} where ${isLocated}`,
});

const COUNTS = ['eventsWithoutFigure', 'eventsWithoutSplit'];
const DEATHS = ['low', 'best', 'high', ...DEATH_PARTS];
const SUMS = sql.raw([...COUNTS, ...DEATHS].map((name) => `"${name}"`).join(', '));
const SUMS_OF_SUMS = sql.raw(
  [
    ...COUNTS.map((name) => `sum("${name}")::int as "${name}"`),
    ...DEATHS.map((name) => `sum("${name}") as "${name}"`),
  ].join(', '),
);

/** The cells of a map. */
export const eventMap = (db: Database, request: MapRequest): Promise<MapCell[]> =>
  readObjects<MapCell>(db, cellRows(request));

/** How many cells a box has a part of, at most. */
function cellsWithin(box: EventFilter['within'], zoom: number): number {
  if (!box) return Infinity;
  const { west, south, east, north } = box;
  const side = sizeOf(zoom);
  const between = (from: number, to: number) => Math.floor((to - from) / side) + 2;
  return between(west, west > east ? east + 360 : east) * between(south, north);
}

const sizeOf = (zoom: number) => COARSEST / 2 ** zoom;
const columnsOf = (zoom: number) => 360 / sizeOf(zoom);
