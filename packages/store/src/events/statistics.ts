import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { readObjects } from '../reading/read.ts';
import type { EventDimension } from '../vocabulary.ts';
import { goesBeyond, sumsOfCounted, type EventSums } from './counted.ts';
import { sumsOfDeaths, sumsOfSpanning } from './death-sums.ts';
import { eventsAt } from './described.ts';
import {
  groupingsBy,
  PARTICIPANT,
  PERIOD_COLUMNS,
  PERIODS,
  type DimensionValues,
  type Grouping,
} from './dimensions.ts';
import { joinedStandingAt } from './standing.ts';
import { isSomewhere, sumsAsEvents, sumsKept } from './sums-kept.ts';

/** The events of a filter that agree in each dimension asked. */
export interface EventStatistic extends EventSums, DimensionValues {
  /** By population: the row's part of the best estimates, persons; the sums are those of no population. */
  populationDeaths: number | null;
}

export interface StatisticsRequest {
  filter: EventFilter;
  /** Different ones. */
  by: readonly EventDimension[];
  asOf: string | null;
  orderBy?: StatisticsOrder;
  /** How many rows at most. */
  limit: number;
}

/** By the dimensions, in their order; or the most, or the latest period of the first that is one, first. */
export type StatisticsOrder = 'DIMENSIONS' | 'MOST_DEATHS' | 'MOST_EVENTS' | 'LATEST_FIRST';

/** The columns that the dimensions asked give a value; the others are null. */
export function columnsBy(by: readonly EventDimension[], asOf: string | null): Set<string> {
  return new Set<string>([
    ...groupingsBy(joinedStandingAt(asOf), { by, asOf, sums: null, isSomewhere: false }).map(
      ({ column }) => column,
    ),
    ...(by.includes('POPULATION') ? ['populationDeaths'] : []),
  ]);
}

/** An event may also have happened after the period of its row, or outside the days asked for. */
function isSpanning(by: readonly EventDimension[], { during }: EventFilter): SQL {
  const units = by.flatMap((dimension) => PERIODS[dimension] ?? []);
  const beyond = units.map((unit) => {
    const start = (end: 'earliest' | 'latest') =>
      sql.raw(`date_trunc('${unit}', "events"."${end}")`);
    return sql`${start('earliest')} <> ${start('latest')}`;
  });
  const days = { from: during?.from ?? null, to: during?.to ?? null };
  return sql`(${sql.join([...beyond, goesBeyond(days, '"events".')], sql` or `)})`;
}

/** Selects sums over events, in the order of the dimensions asked, what is not known last. */
export function statisticRows(request: StatisticsRequest): SQL {
  const { filter, by, asOf, orderBy = 'DIMENSIONS', limit } = request;
  const kept = sumsKept(filter, by, asOf);
  // Rows of sums tell of their events as the table of events does.
  const standing = joinedStandingAt(kept ? null : asOf, by.includes('RELEASE'));
  const groupings = groupingsBy(standing, {
    by,
    asOf,
    sums: kept,
    isSomewhere: isSomewhere(filter),
  });
  const groups = list(groupings.map((grouping) => grouping.by));
  const spanning = isSpanning(by, filter);
  const isOfNone = by.includes('POPULATION') ? sql`part.place is null` : null;
  const sums = kept
    ? [sumsOfCounted(spanning)]
    : [
        sql`count(*)::int as events`,
        sumsOfDeaths(standing, isOfNone),
        sumsOfSpanning(standing, isOfNone ? sql`${spanning} and ${isOfNone}` : spanning),
      ];
  const values = list([
    ...groupings.map(({ column, value }) => sql`${value} as ${sql.identifier(column)}`),
    ...sums,
    ...(by.includes('POPULATION') ? [sql`sum(part.deaths)::float8 as "populationDeaths"`] : []),
  ]);
  const joins = sql.join(
    [
      ...new Map(
        groupings.map(({ column, join }) => [PARTICIPANT.has(column) ? 'participant' : join, join]),
      ).values(),
    ],
    sql` `,
  );
  const from = kept
    ? sql`${sumsAsEvents(kept, filter, by, asOf)} ${joins}`
    : sql`${eventsAt(asOf)} ${standing.join} ${standing.split.join} ${joins}
        where ${eventsWhere(filter, asOf, standing) ?? sql`true`}`;
  return sql`select ${values}
        from ${from}
        group by ${groups} order by ${sortedBy(orderBy, groupings)}${groups} limit ${limit}`;
}

/** What rows are sorted by before their dimensions. */
function sortedBy(order: StatisticsOrder, groupings: readonly Grouping[]): SQL {
  switch (order) {
    case 'DIMENSIONS':
      return sql``;
    case 'MOST_DEATHS':
      return sql`best desc nulls last, `;
    case 'MOST_EVENTS':
      return sql`events desc, `;
    case 'LATEST_FIRST': {
      const period = groupings.find(({ column }) => PERIOD_COLUMNS.has(column));
      return period ? sql`${period.by} desc, ` : sql``;
    }
  }
}

/** The sums themselves. */
export async function eventStatistics(
  db: Database,
  request: StatisticsRequest,
): Promise<EventStatistic[]> {
  const rows = await readObjects<Partial<EventStatistic>>(db, statisticRows(request));
  return rows.map((row) => ({ ...NOTHING, ...row }));
}

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);

const NOTHING: EventStatistic = {
  year: null,
  quarter: null,
  month: null,
  week: null,
  day: null,
  region: null,
  country: null,
  admin1: null,
  conflict: null,
  dyad: null,
  actor: null,
  role: null,
  violence: null,
  kind: null,
  population: null,
  release: null,
  dataset: null,
  claimant: null,
  publisher: null,
  events: 0,
  eventsWithoutFigure: 0,
  eventsWithoutSplit: 0,
  populationDeaths: null,
  low: null,
  best: null,
  high: null,
  sideA: null,
  sideB: null,
  civilians: null,
  unknown: null,
  eventsSpanning: 0,
  spanningLow: null,
  spanningBest: null,
  spanningHigh: null,
};
