import { and, getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { events } from '../tables/event.ts';
import type { eventTotals, pointTotals, publisherTotals } from '../tables/total.ts';
import { eventsAt, participantsAt } from './described.ts';
import { isUnsettled, type Past } from './settled.ts';
import { joinedPublishers, joinedStandingAt, type JoinedStanding } from './standing.ts';

type Sums = Omit<typeof eventTotals.$inferSelect, 'month' | 'lastMonth'> &
  typeof pointTotals.$inferSelect &
  Pick<typeof publisherTotals.$inferSelect, 'publisherKey'>;

type Columns = Record<string, PgColumn>;

/** What a row of sums would tell of one event, where that is not in a column of the same name. */
function ofEvent(
  { low, best, high, split, release }: JoinedStanding,
  asOf: string | null,
): Partial<Record<keyof Sums, SQL>> {
  return {
    actorKeys: participantsAt(asOf, (_, actorKey, from) => sql`array(select ${actorKey} ${from})`),
    // Its claims are looked up by the condition on the event.
    claimed: sql`''::text collate "C"`,
    publisherKey: sql`published.actor_key`,
    estimateKey: release,
    events: sql`1::bigint`,
    eventsWithoutFigure: sql`(${best} is null)::int::bigint`,
    eventsWithoutSplit: sql`(${best} is not null and ${split.civilians} is null)::int::bigint`,
    low: sql`(${low})::bigint`,
    best: sql`(${best})::bigint`,
    high: sql`(${high})::bigint`,
    sideA: sql`(${split.sideA})::bigint`,
    sideB: sql`(${split.sideB})::bigint`,
    civilians: sql`(${split.civilians})::bigint`,
    unknown: sql`(${split.unknown})::bigint`,
    deathsBest: sql`(${best})::int`,
    deathsCivilians: sql`(${split.civilians})::int`,
    firstEarliest: sql`${events.earliest}`,
    lastEarliest: sql`${events.earliest}`,
  };
}

const EVENT_COLUMNS = getTableColumns(events) as Columns;

/** The columns of a table of sums that tell of its events, but for some; not since when. */
export function columnsOfSums(table: PgTable, ...without: string[]): Columns {
  const others = ['settledAt', 'lastSaidAt', ...without];
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).filter(([property]) => !others.includes(property)),
  ) as Columns;
}

/** The columns of rows of sums, in one order. */
export const namesOf = (columns: Columns): SQL =>
  sql.join(
    Object.values(columns).map(({ name }) => sql.identifier(name)),
    sql`, `,
  );

function columnsOfEvent(columns: Columns, asOf: string | null, standing: JoinedStanding): SQL {
  const own = ofEvent(standing, asOf);
  return sql.join(
    Object.entries(columns).map(
      ([property, { name }]) =>
        sql`${own[property as keyof Sums] ?? EVENT_COLUMNS[property]!} as ${sql.identifier(name)}`,
    ),
    sql`, `,
  );
}

/** When an event may have begun and ended, as sums by month have it. */
export const TIMES = sql`${events.earliest} at time zone 'UTC', ${events.latest} at time zone 'UTC', `;

/** Selects columns of rows of sums of the table of events, each event by itself, after others that `first` gives. */
export const singleEvents = (columns: Columns, where: SQL | undefined, first = sql``): SQL =>
  sql`select ${first}${columnsOfEvent(columns, null, joinedStandingAt(null))}
    from ${events} where ${where ?? sql`true`}`;

/** The same of those events of a filter that were not at a moment as they are now, as they were then; none without a moment. */
export function unsettledEvents(
  columns: Columns,
  filter: EventFilter,
  past: Past | null,
  first = sql``,
): SQL[] {
  if (!past) return [];
  const { asOf } = past;
  const standing = joinedStandingAt(asOf, true);
  const publishers = 'publisherKey' in columns ? joinedPublishers(asOf) : sql``;
  return [
    sql`select ${first}${columnsOfEvent(columns, asOf, standing)}
      from ${eventsAt(asOf)} ${standing.join} ${standing.split.join} ${publishers}
      where ${and(isUnsettled(past), eventsWhere(filter, asOf, standing))}`,
  ];
}

/** What is read in place of the table of events, under its name: all that several statements select. */
export const asEvents = (...parts: SQL[]): SQL =>
  sql`(${sql.join(parts, sql` union all `)}) as "events"`;
