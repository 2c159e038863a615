import { and, gte, lt, lte, sql, type SQL } from 'drizzle-orm';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { events } from '../tables/event.ts';
import { eventTotals } from '../tables/total.ts';
import type { OpenDays } from './counted.ts';

/** The whole months among some days: from the first day of one until the first day after another; null for an open end. */
interface WholeMonths {
  from: string | null;
  until: string | null;
}

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

function nextMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Null where no whole month is among the days. */
export function wholeMonthsOf({ from, to }: OpenDays): WholeMonths | null {
  const months = {
    from: from === null || from.endsWith('-01') ? from : nextMonth(from),
    until: to === null ? null : firstOfMonth(dayAfter(to)),
  };
  return months.from !== null && months.until !== null && months.from >= months.until
    ? null
    : months;
}

/** Of sums by month: none of the events goes beyond these months, nor then beyond the days. */
export const areWithin = ({ from, until }: WholeMonths): SQL | undefined =>
  and(
    from === null ? undefined : gte(eventTotals.month, from),
    until === null ? undefined : lt(eventTotals.lastMonth, until),
  );

/** `events_long_index` has them; all others begin little before they end. */
const IS_LONG = sql`${events.latest} - ${events.earliest} > interval '31 days'`;

/**
 * Conditions on the table of events, of which each of the other events of the days meets one: those at the edges, which
 * began before the months or may have ended after them. Each is answered by an index.
 */
export function edgesOf({ from, to }: OpenDays, months: WholeMonths): SQL[] {
  const at = (day: string, end = false) => `${day}T${end ? '23:59:59.999' : '00:00:00.000'}Z`;
  const before = (instant: string) => sql`${instant}::timestamptz - interval '31 days'`;
  const edges: SQL[] = [];
  if (from !== null && months.from !== null) {
    const began = and(
      lt(events.earliest, at(months.from)),
      gte(events.latest, at(from)),
      to === null ? undefined : lte(events.earliest, at(to, true)),
    );
    edges.push(
      and(began, sql`not (${IS_LONG})`, sql`${events.earliest} >= ${before(at(from))}`)!,
      and(began, IS_LONG)!,
    );
  }
  if (to !== null && months.until !== null) {
    const ended = and(
      gte(events.latest, at(months.until)),
      lte(events.earliest, at(to, true)),
      months.from === null ? undefined : gte(events.earliest, at(months.from)),
    );
    edges.push(
      and(ended, sql`not (${IS_LONG})`, sql`${events.earliest} >= ${before(at(months.until))}`)!,
      and(ended, IS_LONG)!,
    );
  }
  return edges;
}

/** The filter without its days, of events that stand. */
export const standingWhenever = (filter: EventFilter): SQL | undefined =>
  eventsWhere({ ...filter, during: null, standing: 'STANDING' }, null);
