import { sql, type SQL } from 'drizzle-orm';
import { DEATH_PARTS, type DeathPart } from '../rules/death-split.ts';
import { eventTotals } from '../tables/total.ts';
import { events } from '../tables/event.ts';
import { SPLIT_COLUMNS } from './death-split.ts';
import type { DeathSums } from './death-sums.ts';
import { eventsAt } from './described.ts';
import { joinedStandingAt, type JoinedStanding } from './standing.ts';

/**
 * Events to be summed up, one by one or, as `event_totals` has them, several in a row: when they may have
 * begun and ended (a whole month's first day stands for any of its days) and their sums.
 */
export type Counted = SQL;

/** Events, which `where` has to limit to those that stood. */
export function countedEvents(
  asOf: string | null,
  where: SQL | undefined,
  standing: JoinedStanding = joinedStandingAt(asOf),
): Counted {
  const { best, low, high, split } = standing;
  return sql`select ${events.earliest} as earliest, ${events.latest} as latest, 1 as events,
      (${best} is null)::int as events_without_figure,
      (${best} is not null and ${split.civilians} is null)::int as events_without_split,
      ${low} as low, ${best} as best, ${high} as high,
      ${list(DEATH_PARTS.map((part) => sql`${split[part]} as ${partColumn(part)}`))},
      ${events.earliest} as first_earliest, ${events.earliest} as last_earliest
    from ${eventsAt(asOf)} ${standing.join} ${standing.split.join} where ${where ?? sql`true`}`;
}

/** Whole months of them. */
export const countedMonths = (where: SQL): Counted =>
  sql`select ${monthStart(sql`month`)} as earliest, ${monthStart(sql`last_month`)} as latest,
      events, events_without_figure, events_without_split, low, best, high,
      ${list(DEATH_PARTS.map((part) => partColumn(part)))}, first_earliest, last_earliest
    from ${eventTotals} where ${where}`;

export const monthStart = (month: SQL) => sql`(${month}::timestamp at time zone 'UTC')`;

/** Days, both inclusive; an end that is null is open. */
export interface OpenDays {
  from: string | null;
  to: string | null;
}

export const isOpen = ({ from, to }: OpenDays) => from === null && to === null;

/** Sums over what is counted; of those that go beyond what a row is of, apart. */
export interface EventSums extends DeathSums {
  events: number;
  eventsSpanning: number;
  spanningLow: number | null;
  spanningBest: number | null;
  spanningHigh: number | null;
}

/** Selects them, whatever the rows are grouped by; `spanning` tells which events go beyond their row. */
export function sumsOfCounted(spanning: SQL): SQL {
  const beyond = sql`filter (where ${spanning})`;
  return list([
    sumsWithoutSpanning,
    sql`coalesce(sum(events) ${beyond}, 0)::int as "eventsSpanning"`,
    sql`sum(low) ${beyond}::float8 as "spanningLow"`,
    sql`sum(best) ${beyond}::float8 as "spanningBest"`,
    sql`sum(high) ${beyond}::float8 as "spanningHigh"`,
  ]);
}

/** What is counted may have happened on other days than these, too. */
export function goesBeyond({ from, to }: OpenDays, prefix = ''): SQL {
  const column = (name: string) => sql.raw(`${prefix}${name}`);
  const beyond = [
    ...(from === null
      ? []
      : [sql`${column('earliest')} < ${`${from}T00:00:00.000Z`}::timestamptz`]),
    ...(to === null ? [] : [sql`${column('latest')} > ${`${to}T23:59:59.999Z`}::timestamptz`]),
  ];
  return beyond.length === 0 ? sql`false` : sql`(${sql.join(beyond, sql` or `)})`;
}

const COUNTS = {
  events: 'events',
  eventsWithoutFigure: 'events_without_figure',
  eventsWithoutSplit: 'events_without_split',
} as const;

/** Selects all but what goes beyond a row. */
export const sumsWithoutSpanning = sql.join(
  [
    ...(['events', 'eventsWithoutFigure', 'eventsWithoutSplit'] as const).map(
      (name) => sql`coalesce(sum(${sql.raw(COUNTS[name])}), 0)::int as ${sql.identifier(name)}`,
    ),
    ...(['low', 'best', 'high'] as const).map(
      (name) => sql`sum(${sql.raw(name)})::float8 as ${sql.identifier(name)}`,
    ),
    ...DEATH_PARTS.map((part) => sql`sum(${partColumn(part)})::float8 as ${sql.identifier(part)}`),
  ],
  sql`, `,
);

/** The columns of totals drop the prefix that those of events have. */
function partColumn(part: DeathPart): SQL {
  return sql.raw(SPLIT_COLUMNS[part].slice('deaths_'.length));
}

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
