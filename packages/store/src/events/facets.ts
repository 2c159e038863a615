import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { events } from '../tables/event.ts';
import { eventTotals, facetTotals } from '../tables/total.ts';
import { areWholeMonths, daysOf, inMonths, isWithdrawnToo, withdrawnEvents } from './months.ts';
import { namesOf, singleEventColumns } from './single-events.ts';

/** The filters that sums by month and by what is told of an event itself can answer. */
const FILTERS: ReadonlySet<string> = new Set<keyof EventFilter>([
  ...(['violence', 'kinds', 'datasets', 'estimated', 'minDeaths', 'maxDeaths'] as const),
  ...(['minCivilianDeaths', 'timePrecisions', 'flagged', 'flags', 'located'] as const),
  ...(['during', 'standing'] as const),
]);

/** Whether they tell of the events of a filter: it asks for nothing that they do not tell apart. */
export function haveFacetSums(filter: EventFilter): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  return (
    filter.standing !== 'WITHDRAWN' &&
    asked.every(([name]) => FILTERS.has(name)) &&
    areWholeMonths(daysOf(filter))
  );
}

const {
  month: _month,
  lastMonth: _lastMonth,
  isLocated,
  ...COLUMNS
} = getTableColumns(facetTotals);

/**
 * What is read in place of the table of events, under its name, where it meets a filter: sums, of which the first day
 * of a month stands for any of its days, and zero for any latitude.
 */
export function facetsAsEvents(filter: EventFilter): SQL {
  const { during: _, ...others } = filter;
  const where = eventsWhere({ ...others, standing: 'ANY' }, null);
  const summed = sql`select * from (
      select month::timestamp as earliest, last_month::timestamp as latest,
        case when ${sql.identifier(isLocated.name)} then 0::float8 end as latitude, ${namesOf(COLUMNS)}
      from ${facetTotals} as ${eventTotals} where ${inMonths(daysOf(filter)) ?? sql`true`}) as "events"
    where ${where ?? sql`true`}`;
  if (!isWithdrawnToo(filter)) return sql`(${summed}) as "events"`;
  return sql`(${summed} union all
    select ${events.earliest} at time zone 'UTC', ${events.latest} at time zone 'UTC', ${events.latitude},
      ${singleEventColumns(COLUMNS)}
    from ${events} where ${withdrawnEvents(filter)}) as "events"`;
}

/** Selects how many events a filter leaves, if these sums can tell. */
export const countedByFacets = (filter: EventFilter): SQL | undefined =>
  haveFacetSums(filter)
    ? sql`select sum("events".events) from ${facetsAsEvents(filter)}`
    : undefined;
