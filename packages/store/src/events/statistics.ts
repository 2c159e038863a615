import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { joinedStandingAt } from './standing.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { eventParticipants, events } from '../tables/event.ts';
import type { EVENT_KINDS, EventDimension, VIOLENCE } from '../vocabulary.ts';

/** The events of a filter that agree in each dimension asked; the other dimensions are null. */
export interface EventStatistic {
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
  events: number;
  eventsWithoutFigure: number;
  /** Sums over the events that have an estimate; null where none has. */
  low: number | null;
  best: number | null;
  high: number | null;
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
}

const of = (column: keyof EventStatistic, by: SQL, value = by): Grouping => ({ column, by, value });

const GROUPINGS: Record<EventDimension, Grouping> = {
  YEAR: of('year', sql`extract(year from ${events.earliest})::int`),
  MONTH: of('month', sql`date_trunc('month', ${events.earliest})`, formatted('month', 'YYYY-MM')),
  WEEK: of('week', sql`date_trunc('week', ${events.earliest})`, formatted('week', 'IYYY-"W"IW')),
  COUNTRY: of('country', sql`${events.countryKey}`),
  CONFLICT: of('conflict', sql`${events.conflictKey}`),
  ACTOR: of('actor', sql`participant.actor_key`),
  VIOLENCE: of('violence', sql`${events.violence}`),
  KIND: of('kind', sql`${events.kind}`),
};

function formatted(period: 'month' | 'week', pattern: string): SQL {
  return sql.raw(`to_char(date_trunc('${period}', "events"."earliest"), '${pattern}')`);
}

/** An event counts once for each actor, whatever roles it had; one without actors for none. */
const participants = sql`left join (
    select distinct event_key, actor_key from ${eventParticipants}
  ) participant on participant.event_key = ${events.key}`;

/** Sums over events, in the order of the dimensions asked, what is not known last. */
export async function eventStatistics(
  db: Database,
  { filter, by, asOf, limit }: StatisticsRequest,
): Promise<EventStatistic[]> {
  const groupings = by.map((dimension) => GROUPINGS[dimension]);
  const values = groupings.map(({ column, value }) => sql`${value} as ${sql.identifier(column)}`);
  const groups = sql.join(
    groupings.map((grouping) => grouping.by),
    sql`, `,
  );
  const standing = joinedStandingAt(asOf);
  const { join, low, best, high } = standing;
  const rows = await readObjects<Partial<EventStatistic>>(
    db,
    sql`select ${sql.join(values, sql`, `)}, count(*)::int as events,
          (count(*) - count(${best}))::int as "eventsWithoutFigure",
          sum(${low})::float8 as low, sum(${best})::float8 as best, sum(${high})::float8 as high
        from ${events} ${join} ${by.includes('ACTOR') ? participants : sql``}
        where ${eventsWhere(filter, asOf, standing) ?? sql`true`}
        group by ${groups} order by ${groups} limit ${limit}`,
  );
  return rows.map((row) => ({ ...NOTHING, ...row }));
}

const NOTHING: EventStatistic = {
  year: null,
  month: null,
  week: null,
  country: null,
  conflict: null,
  actor: null,
  violence: null,
  kind: null,
  events: 0,
  eventsWithoutFigure: 0,
  low: null,
  best: null,
  high: null,
};
