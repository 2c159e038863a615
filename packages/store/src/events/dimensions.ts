import { sql, type SQL } from 'drizzle-orm';
import { worldRegions } from '../rules/world-region.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import { places } from '../tables/place.ts';
import type {
  DeathPopulation,
  EVENT_KINDS,
  EventDimension,
  PARTICIPANT_ROLES,
  VIOLENCE,
  WorldRegion,
} from '../vocabulary.ts';
import { joinedParticipants } from './described.ts';
import { joinedPublishers, type JoinedStanding } from './standing.ts';
import type { SumsKept } from './sums-kept.ts';

/** What the events of a row agree in; null in the dimensions that were not asked. */
export interface DimensionValues {
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
}

/** What the rows are grouped by, and how a group is told. Sessions run in UTC, and so do periods. */
export interface Grouping {
  column: keyof DimensionValues;
  by: SQL;
  value: SQL;
  join: SQL;
}

/** What a grouping depends on. */
export interface Grouped {
  asOf: string | null;
  by: readonly EventDimension[];
  /** What sums over them take the place of the events; null for none. */
  sums: SumsKept | null;
  /** Not all places have some of the events. */
  isSomewhere: boolean;
}

const of = (column: keyof DimensionValues, by: SQL, value = by, join = sql``): Grouping => ({
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
  RELEASE: ({ release }, { asOf, sums }) =>
    of(
      'release',
      sums && asOf !== null
        ? sql`case when "events".is_estimated then "events".estimate_key end`
        : release,
    ),
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

export function groupingsBy(standing: JoinedStanding, asked: Grouped): Grouping[] {
  return asked.by.map((dimension) => {
    const grouping = GROUPINGS[dimension];
    return typeof grouping === 'function' ? grouping(standing, asked) : grouping;
  });
}

/** The periods of the dimensions, as PostgreSQL calls them. */
export const PERIODS: Partial<Record<EventDimension, string>> = {
  YEAR: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  WEEK: 'week',
  DAY: 'day',
};
export const PERIOD_COLUMNS: ReadonlySet<string> = new Set(Object.values(PERIODS));

/** Whether a dimension is a period, of which there is a latest. */
export const isPeriod = (dimension: EventDimension): boolean => dimension in PERIODS;

/** The columns that the one join of participants gives. */
export const PARTICIPANT: ReadonlySet<string> = new Set(['actor', 'role']);
