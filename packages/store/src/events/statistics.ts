import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { joinedStandingAt, type JoinedStanding } from './standing.ts';
import { sumsOfDeaths, type DeathSums } from './death-sums.ts';
import { eventsAt, joinedParticipants } from './described.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import type { DeathPopulation, EVENT_KINDS, EventDimension, VIOLENCE } from '../vocabulary.ts';

/** The events of a filter that agree in each dimension asked; the other dimensions are null. */
export interface EventStatistic extends DeathSums {
  year: number | null;
  /** `2021-05` */
  month: string | null;
  /** ISO 8601: `2021-W05`. */
  week: string | null;
  country: string | null;
  conflict: string | null;
  actor: string | null;
  violence: (typeof VIOLENCE)[number] | null;
  kind: (typeof EVENT_KINDS)[number] | null;
  population: DeathPopulation | null;
  release: string | null;
  /** The latest release of a series. */
  dataset: string | null;
  claimant: string | null;
  events: number;
  /** By population: the row's part of the best estimates, persons; the sums are those of no population. */
  populationDeaths: number | null;
}

export interface StatisticsRequest {
  filter: EventFilter;
  /** Different ones. */
  by: readonly EventDimension[];
  asOf: string | null;
  /** How many rows at most. */
  limit: number;
}

/** What the rows are grouped by, and how a group is told. Sessions run in UTC, and so do periods. */
interface Grouping {
  column: keyof EventStatistic;
  by: SQL;
  value: SQL;
  join: SQL;
}

const of = (column: keyof EventStatistic, by: SQL, value = by, join = sql``): Grouping => ({
  column,
  by,
  value,
  join,
});

const GROUPINGS: Record<
  EventDimension,
  Grouping | ((standing: JoinedStanding, asOf: string | null) => Grouping)
> = {
  YEAR: of('year', sql`extract(year from ${events.earliest})::int`),
  MONTH: of('month', sql`date_trunc('month', ${events.earliest})`, formatted('month', 'YYYY-MM')),
  WEEK: of('week', sql`date_trunc('week', ${events.earliest})`, formatted('week', 'IYYY-"W"IW')),
  COUNTRY: of('country', sql`${events.countryKey}`),
  CONFLICT: of('conflict', sql`${events.conflictKey}`),
  // An event counts once for each actor, whatever roles it had; one without actors for none.
  ACTOR: (_, asOf) => of('actor', sql`participant.actor_key`, undefined, joinedParticipants(asOf)),
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
  DATASET: (_, asOf) =>
    of(
      'dataset',
      sql`own.series`,
      sql`(select latest.key from ${datasets} latest where latest.series = own.series
        ${asOf === null ? sql`` : sql`and latest.released_latest <= ${asOf}`}
        order by latest.released_latest desc, latest.released_earliest desc, latest.key desc limit 1)`,
      OWN,
    ),
  CLAIMANT: ({ best }) =>
    of('claimant', sql`case when ${best} is not null then own.provider_key end`, undefined, OWN),
};

/** The release that describes the event, whose provider gives its estimate. */
const OWN = sql`left join ${datasets} own on own.key = ${events.datasetKey}`;

function formatted(period: 'month' | 'week', pattern: string): SQL {
  return sql.raw(`to_char(date_trunc('${period}', "events"."earliest"), '${pattern}')`);
}

/** The columns that the dimensions asked give a value; the others are null. */
export function columnsBy(by: readonly EventDimension[], asOf: string | null): Set<string> {
  return new Set<string>([
    ...groupingsBy(by, joinedStandingAt(asOf), asOf).map(({ column }) => column),
    ...(by.includes('POPULATION') ? ['populationDeaths'] : []),
  ]);
}

function groupingsBy(
  by: readonly EventDimension[],
  standing: JoinedStanding,
  asOf: string | null,
): Grouping[] {
  return by.map((dimension) => {
    const grouping = GROUPINGS[dimension];
    return typeof grouping === 'function' ? grouping(standing, asOf) : grouping;
  });
}

/** Selects sums over events, in the order of the dimensions asked, what is not known last. */
export function statisticRows({ filter, by, asOf, limit }: StatisticsRequest): SQL {
  const standing = joinedStandingAt(asOf);
  const groupings = groupingsBy(by, standing, asOf);
  const groups = list(groupings.map((grouping) => grouping.by));
  const values = list([
    ...groupings.map(({ column, value }) => sql`${value} as ${sql.identifier(column)}`),
    sql`count(*)::int as events`,
    sumsOfDeaths(standing, by.includes('POPULATION') ? sql`part.place is null` : null),
    ...(by.includes('POPULATION') ? [sql`sum(part.deaths)::float8 as "populationDeaths"`] : []),
  ]);
  const joins = new Set(groupings.map(({ join }) => join));
  return sql`select ${values}
        from ${eventsAt(asOf)} ${standing.join} ${standing.split.join} ${sql.join([...joins], sql` `)}
        where ${eventsWhere(filter, asOf, standing) ?? sql`true`}
        group by ${groups} order by ${groups} limit ${limit}`;
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
  month: null,
  week: null,
  country: null,
  conflict: null,
  actor: null,
  violence: null,
  kind: null,
  population: null,
  release: null,
  dataset: null,
  claimant: null,
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
};
