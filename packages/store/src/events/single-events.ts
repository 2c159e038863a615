import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { eventParticipants, events } from '../tables/event.ts';
import type { eventTotals, pointTotals } from '../tables/total.ts';
import { bounded } from './standing.ts';

type Sums = Omit<typeof eventTotals.$inferSelect, 'month' | 'lastMonth'> &
  typeof pointTotals.$inferSelect;

const { low, high } = bounded('events');

/** What a row of sums would tell of one event, where that is not in a column of the same name. */
const OF_EVENT: Partial<Record<keyof Sums, SQL>> = {
  actorKeys: sql`array(select ${eventParticipants.actorKey} from ${eventParticipants}
    where ${eventParticipants.eventKey} = ${events.key} order by ${eventParticipants.position})`,
  // Its claims are looked up by the condition on the event.
  claimed: sql`''::text collate "C"`,
  events: sql`1::bigint`,
  eventsWithoutFigure: sql`(${events.deathsBest} is null)::int::bigint`,
  eventsWithoutSplit: sql`(${events.deathsBest} is not null and ${events.deathsCivilians} is null)::int::bigint`,
  low: sql`(${low})::bigint`,
  best: sql`${events.deathsBest}::bigint`,
  high: sql`(${high})::bigint`,
  sideA: sql`${events.deathsSideA}::bigint`,
  sideB: sql`${events.deathsSideB}::bigint`,
  civilians: sql`${events.deathsCivilians}::bigint`,
  unknown: sql`${events.deathsUnknown}::bigint`,
  firstEarliest: sql`${events.earliest}`,
  lastEarliest: sql`${events.earliest}`,
};

const EVENT_COLUMNS = getTableColumns(events) as Record<string, PgColumn>;

/** The columns of rows of sums, in one order. */
export const namesOf = (columns: Record<string, PgColumn>): SQL =>
  sql.join(
    Object.values(columns).map(({ name }) => sql.identifier(name)),
    sql`, `,
  );

/** Selects columns of rows of sums of the table of events, each event by itself. */
export const singleEventColumns = (columns: Record<string, PgColumn>): SQL =>
  sql.join(
    Object.entries(columns).map(
      ([property, { name }]) =>
        sql`${OF_EVENT[property as keyof Sums] ?? EVENT_COLUMNS[property]!} as ${sql.identifier(name)}`,
    ),
    sql`, `,
  );
