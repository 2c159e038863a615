import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { joinedPublishers, joinedStandingAt, type JoinedStanding } from './standing.ts';
import { goesBeyond, sumsOfCounted, type EventSums } from './counted.ts';
import { sumsOfDeaths, sumsOfSpanning } from './death-sums.ts';
import { eventsAt, joinedParticipants } from './described.ts';
import {
  havePublisherSums,
  haveSums,
  monthsAsEvents,
  monthsByEstimate,
  publishedMonthsAsEvents,
} from './months.ts';
import { facetsAsEvents, haveFacetSums } from './facets.ts';
import { areOfPlacesAlone, publishedPlacesAsEvents } from './place-publishers.ts';
import { havePointSums, pointsAsEvents } from './points.ts';
import { haveWordSums, wordMonthsAsEvents } from './word-months.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { worldRegions } from '../rules/world-region.ts';
import { places } from '../tables/place.ts';
import type {
  DeathPopulation,
  EVENT_KINDS,
  EventDimension,
  PARTICIPANT_ROLES,
  VIOLENCE,
  WorldRegion,
} from '../vocabulary.ts';

/** The events of a filter that agree in each dimension asked; the other dimensions are null. */
export interface EventStatistic extends EventSums {
  year: number | null;
  /** `2021-Q2` */
  quarter: string | null;
  /** `2021-05` */
  month: string | null;
  /** ISO 8601: `2021-W05`. */
  week: string | null;
  /** `2021-05-03` */
  day: string | null;
  region: WorldRegion | null;
  country: string | null;
  admin1: string | null;
  conflict: string | null;
  dyad: string | null;
  actor: string | null;
  role: (typeof PARTICIPANT_ROLES)[number] | null;
  violence: (typeof VIOLENCE)[number] | null;
  kind: (typeof EVENT_KINDS)[number] | null;
  population: DeathPopulation | null;
  release: string | null;
  /** The latest release of a series. */
  dataset: string | null;
  claimant: string | null;
  publisher: string | null;
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

/** What the rows are grouped by, and how a group is told. Sessions run in UTC, and so do periods. */
interface Grouping {
  column: keyof EventStatistic;
  by: SQL;
  value: SQL;
  join: SQL;
}

/** What a grouping depends on. */
interface Grouped {
  asOf: string | null;
  by: readonly EventDimension[];
  /** What sums over them take the place of the events; null for none. */
  sums: SumsKept | null;
  /** Not all places have some of the events. */
  isSomewhere: boolean;
}

const of = (column: keyof EventStatistic, by: SQL, value = by, join = sql``): Grouping => ({
  column,
  by,
  value,
  join,
});

/** The release that describes the event, whose provider gives its estimate. */
const OWN = sql`left join ${datasets} own on own.key = ${events.datasetKey}`;

/** The division of a country in which the event's place lies; none where it is known no closer than the country. */
const IN_ADMIN1 = sql`left join (
    with recursive inside as (
      select key as admin1_key, key from ${places} where kind = 'ADMIN1'
      union select admin1_key, place.key from ${places} place join inside on place.parent_key = inside.key
    ) select admin1_key, key from inside) division on division.key = ${events.placeKey}`;

/** The region of the event's country; none for a state that has gone and left no code. */
const IN_REGION = sql`left join (select state.key, case ${sql.join(
  worldRegions().map(([region, codes]) =>
    sql.raw(`when state.country_code in ('${codes.join("','")}') then '${region}'`),
  ),
  sql` `,
)} end as region from ${places} state where state.country_code is not null) world
    on world.key = ${events.countryKey}`;

/** What narrows events down to those of some places, most of all. */
const NARROWING = [
  ...(['conflicts', 'dyads', 'actors', 'countries', 'places', 'within', 'near', 'text'] as const),
];
const isSomewhere = (filter: EventFilter): boolean => NARROWING.some((name) => filter[name]);

/**
 * Rows of sums with the division of each place. Above the places that the rows have is soon looked: all places of the world,
 * most of which a conflict or an actor has no event in, take longer than the sums.
 */
const withDivisions = (rows: SQL): SQL => sql`(
  with recursive summed as materialized (select * from ${rows}),
  above as (
    select key as place_key, key, parent_key, kind from ${places}
    where key = any(array(select distinct place_key from summed))
    union select above.place_key, place.key, place.parent_key, place.kind
      from above join ${places} place on place.key = above.parent_key
  )
  select summed.*, division.key as admin1_key from summed
    left join above division on division.place_key = summed.place_key and division.kind = 'ADMIN1') as "events"`;

type Period = 'quarter' | 'month' | 'week' | 'day';

function period(unit: Period, pattern: string): Grouping {
  const start = sql.raw(`date_trunc('${unit}', "events"."earliest")`);
  return of(unit, start, sql`to_char(${start}, ${sql.raw(`'${pattern}'`)})`);
}

function participantsOf({ asOf, by, sums }: Grouped): SQL {
  if (sums) {
    return sql`left join lateral (select distinct unnest("events".actor_keys) as actor_key) participant on true`;
  }
  return joinedParticipants(asOf, {
    actor: by.includes('ACTOR'),
    role: by.includes('ROLE'),
  });
}

const YEAR_START = sql.raw(`date_trunc('year', "events"."earliest")`);

const GROUPINGS: Record<
  EventDimension,
  Grouping | ((standing: JoinedStanding, asked: Grouped) => Grouping)
> = {
  // A number is made of the year once for a group: of each event it takes twice as long.
  YEAR: of('year', YEAR_START, sql`extract(year from ${YEAR_START})::int`),
  QUARTER: period('quarter', 'YYYY-"Q"Q'),
  MONTH: period('month', 'YYYY-MM'),
  WEEK: period('week', 'IYYY-"W"IW'),
  DAY: period('day', 'YYYY-MM-DD'),
  REGION: of('region', sql`world.region`, undefined, IN_REGION),
  COUNTRY: of('country', sql`${events.countryKey}`),
  ADMIN1: (_, { sums, isSomewhere }) =>
    sums && isSomewhere
      ? of('admin1', sql`"events".admin1_key`)
      : of('admin1', sql`division.admin1_key`, undefined, IN_ADMIN1),
  CONFLICT: of('conflict', sql`${events.conflictKey}`),
  DYAD: of('dyad', sql`${events.dyadKey}`),
  // An event counts once for each actor, whatever roles it had; one without actors for none.
  ACTOR: (_, asked) => of('actor', sql`participant.actor_key`, undefined, participantsOf(asked)),
  // For each role that somebody had in it; with ACTOR, for each that the actor had.
  ROLE: (_, asked) => of('role', sql`participant.role`, undefined, participantsOf(asked)),
  VIOLENCE: of('violence', sql`${events.violence}`),
  KIND: of('kind', sql`${events.kind}`),
  POPULATION: ({ split }) =>
    of(
      'population',
      sql`part.place`,
      sql`(array['SIDE_A', 'SIDE_B', 'CIVILIANS', 'UNKNOWN'])[part.place]`,
      // An event counts for each population that has dead in it; one without such for none.
      sql`left join lateral (
        select place, deaths from (values (1, ${split.sideA}), (2, ${split.sideB}),
          (3, ${split.civilians}), (4, ${split.unknown})) as part(place, deaths)
        where deaths > 0) part on true`,
    ),
  RELEASE: ({ release }) => of('release', release),
  DATASET: (_, { asOf }) =>
    of(
      'dataset',
      sql`own.series`,
      sql`(select latest.key from ${datasets} latest where latest.series = own.series
        ${asOf === null ? sql`` : sql`and latest.released_latest <= ${asOf}`}
        order by latest.released_latest desc, latest.released_earliest desc, latest.key desc limit 1)`,
      OWN,
    ),
  CLAIMANT: ({ best }, { sums }) => {
    // Sums by point and by facets are of events that agree in their estimates.
    const isEstimated =
      sums === 'months by estimate' ? sql`"events".is_estimated` : sql`${best} is not null`;
    return of('claimant', sql`case when ${isEstimated} then own.provider_key end`, undefined, OWN);
  },
  // An event counts once for each of its publishers; one without such for none.
  PUBLISHER: (_, { asOf, sums }) =>
    sums
      ? of('publisher', sql`"events".publisher_key`)
      : of('publisher', sql`published.actor_key`, undefined, joinedPublishers(asOf)),
};

/** The columns that the dimensions asked give a value; the others are null. */
export function columnsBy(by: readonly EventDimension[], asOf: string | null): Set<string> {
  return new Set<string>([
    ...groupingsBy(joinedStandingAt(asOf), { by, asOf, sums: null, isSomewhere: false }).map(
      ({ column }) => column,
    ),
    ...(by.includes('POPULATION') ? ['populationDeaths'] : []),
  ]);
}

function groupingsBy(standing: JoinedStanding, asked: Grouped): Grouping[] {
  return asked.by.map((dimension) => {
    const grouping = GROUPINGS[dimension];
    return typeof grouping === 'function' ? grouping(standing, asked) : grouping;
  });
}

/** The dimensions that sums by month tell apart. */
const OF_MONTHS: ReadonlySet<EventDimension> = new Set([
  ...(['YEAR', 'QUARTER', 'MONTH', 'REGION', 'COUNTRY'] as const),
  ...(['CONFLICT', 'DYAD', 'ACTOR'] as const),
  ...(['VIOLENCE', 'KIND', 'RELEASE', 'DATASET', 'CLAIMANT'] as const),
]);

/** Those that sums by point do. */
const OF_POINTS: ReadonlySet<EventDimension> = new Set([
  ...(['REGION', 'COUNTRY', 'ADMIN1', 'CONFLICT', 'DYAD', 'ACTOR'] as const),
  ...(['VIOLENCE', 'KIND', 'RELEASE', 'DATASET', 'CLAIMANT'] as const),
]);

/** Those that sums by month and by what is told of an event itself do. */
const OF_FACETS: ReadonlySet<EventDimension> = new Set([
  ...(['YEAR', 'QUARTER', 'MONTH', 'VIOLENCE', 'KIND', 'RELEASE', 'DATASET', 'CLAIMANT'] as const),
]);

/** The periods of the dimensions, as PostgreSQL calls them. */
const PERIODS: Partial<Record<EventDimension, string>> = {
  YEAR: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  WEEK: 'week',
  DAY: 'day',
};
const PERIOD_COLUMNS: ReadonlySet<string> = new Set(Object.values(PERIODS));

/** Whether a dimension is a period, of which there is a latest. */
export const isPeriod = (dimension: EventDimension): boolean => dimension in PERIODS;

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

type SumsKept =
  | 'months'
  | 'months by estimate'
  | 'months by publisher'
  | 'months by words'
  | 'places by publisher'
  | 'points'
  | 'facets';

/** Which sums over the events tell all that is asked; null for none. */
function sumsKept(filter: EventFilter, by: readonly EventDimension[]): SumsKept | null {
  const others = by.filter((each) => each !== 'PUBLISHER');
  const ofPublishers = others.length < by.length;
  if (others.every((each) => OF_MONTHS.has(each)) && haveSums(filter)) {
    const byEstimate = others.includes('CLAIMANT');
    if (ofPublishers) {
      return havePublisherSums(filter) && !byEstimate ? 'months by publisher' : null;
    }
    return byEstimate ? 'months by estimate' : 'months';
  }
  if (ofPublishers && others.length === 0 && areOfPlacesAlone(filter)) return 'places by publisher';
  if (by.every((each) => OF_POINTS.has(each)) && havePointSums(filter)) return 'points';
  if (by.every((each) => OF_MONTHS.has(each) && each !== 'CLAIMANT') && haveWordSums(filter)) {
    return 'months by words';
  }
  return by.every((each) => OF_FACETS.has(each)) && haveFacetSums(filter) ? 'facets' : null;
}

/** Whether statistics as of now are read of kept sums alone; else of the events one by one, all of them or some. */
export function haveSumsOf(filter: EventFilter, by: readonly EventDimension[]): boolean {
  const kept = sumsKept(filter, by);
  return kept !== null && kept !== 'months by words';
}

/** What is read in place of the events. */
function sumsAsEvents(sums: SumsKept, { filter, by }: StatisticsRequest): SQL {
  switch (sums) {
    case 'months':
      return monthsAsEvents(filter);
    case 'months by estimate':
      return monthsByEstimate(filter);
    case 'months by publisher':
      return publishedMonthsAsEvents(filter);
    case 'months by words':
      return wordMonthsAsEvents(filter);
    case 'places by publisher':
      return publishedPlacesAsEvents(filter);
    case 'points':
      return by.includes('ADMIN1') && isSomewhere(filter)
        ? withDivisions(pointsAsEvents(filter))
        : pointsAsEvents(filter);
    case 'facets':
      return facetsAsEvents(filter);
  }
}

/** Selects sums over events, in the order of the dimensions asked, what is not known last. */
export function statisticRows(request: StatisticsRequest): SQL {
  const { filter, by, asOf, orderBy = 'DIMENSIONS', limit } = request;
  const kept = asOf === null ? sumsKept(filter, by) : null;
  const standing = joinedStandingAt(asOf);
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
    ? sql`${sumsAsEvents(kept, request)} ${joins}`
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

/** The columns that the one join of participants gives. */
const PARTICIPANT: ReadonlySet<string> = new Set(['actor', 'role']);

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
