import { and, sql, type SQL } from 'drizzle-orm';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { events } from '../tables/event.ts';
import { eventTotals, facetTotals } from '../tables/total.ts';
import {
  areToldApart,
  areWholeMonths,
  daysOf,
  inMonths,
  isWithdrawnToo,
  withdrawnEvents,
} from './months.ts';
import { areSettled, pastOf, type Past } from './settled.ts';
import {
  asEvents,
  columnsOfSums,
  namesOf,
  singleEvents,
  TIMES,
  unsettledEvents,
} from './single-events.ts';

/** The filters that sums by month and by what is told of an event itself can answer. */
const FILTERS: ReadonlySet<string> = new Set<keyof EventFilter>([
  ...(['violence', 'kinds', 'datasets', 'estimated', 'minDeaths', 'maxDeaths'] as const),
  ...(['minCivilianDeaths', 'timePrecisions', 'flagged', 'flags', 'located'] as const),
  ...(['during', 'standing'] as const),
]);

/** Whether they tell of the events of a filter: it asks for nothing that they do not tell apart. */
export const haveFacetSums = (filter: EventFilter, asOf: string | null): boolean =>
  areToldApart(filter, FILTERS, asOf) && areWholeMonths(daysOf(filter));

const COLUMNS = columnsOfSums(facetTotals, 'month', 'lastMonth', 'isLocated');
const SINGLE = sql`${TIMES}${events.latitude}, `;

/**
 * What is read in place of the table of events, under its name, where it meets a filter: sums, of which the first day
 * of a month stands for any of its days, and zero for any latitude.
 */
export function facetsAsEvents(filter: EventFilter, past: Past | null): SQL {
  const { during: _, ...others } = filter;
  const where = eventsWhere({ ...others, standing: 'ANY' }, null);
  const summed = sql`select * from (
      select month::timestamp as earliest, last_month::timestamp as latest,
        case when ${sql.identifier(facetTotals.isLocated.name)} then 0::float8 end as latitude, ${namesOf(COLUMNS)}
      from ${facetTotals} as ${eventTotals} where ${and(inMonths(daysOf(filter)), areSettled(past)) ?? sql`true`}) as "events"
    where ${where ?? sql`true`}`;
  return asEvents(
    summed,
    ...(isWithdrawnToo(filter) ? [singleEvents(COLUMNS, withdrawnEvents(filter), SINGLE)] : []),
    ...unsettledEvents(COLUMNS, filter, past, SINGLE),
  );
}

/** Selects how many events a filter leaves, if these sums can tell. */
export const countedByFacets = (filter: EventFilter, asOf: string | null): SQL | undefined =>
  haveFacetSums(filter, asOf)
    ? sql`select sum("events".events) from ${facetsAsEvents(filter, pastOf(asOf))}`
    : undefined;
