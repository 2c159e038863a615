import { and, getTableColumns, gte, lte, sql, type SQL } from 'drizzle-orm';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { keysNamed } from '../entities/named.ts';
import { actors } from '../tables/actor.ts';
import { eventTotals, publisherTotals } from '../tables/total.ts';
import { setsHaveFilter } from './claim-sets.ts';
import type { OpenDays } from './counted.ts';
import { areWithin, edgesOf, standingWhenever, wholeMonthsOf } from './partial-months.ts';
import { areSettled, isSettled, pastOf, type Past } from './settled.ts';
import {
  asEvents,
  columnsOfSums,
  namesOf,
  singleEvents,
  TIMES,
  unsettledEvents,
} from './single-events.ts';

/** Sums by month can tell of the days, for no month has some of them only. */
export function areWholeMonths({ from, to }: OpenDays): boolean {
  return (from === null || from.endsWith('-01')) && (to === null || dayAfter(to).endsWith('-01'));
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Of sums by month: the events may have happened in one of the months. */
export function inMonths({ from, to }: OpenDays): SQL | undefined {
  return and(
    from === null ? undefined : gte(eventTotals.lastMonth, from),
    to === null ? undefined : lte(eventTotals.month, to),
  );
}

/** The filters that sums by month can answer. */
const FILTERS: ReadonlySet<string> = new Set<keyof EventFilter>([
  ...(['conflicts', 'countries', 'dyads', 'violence', 'kinds', 'datasets'] as const),
  ...(['actors', 'claimants', 'metrics', 'estimated', 'during', 'standing'] as const),
]);

/** Whether sums by month tell of the events of a filter: it asks for nothing that they do not tell apart. */
export const haveSums = (filter: EventFilter, asOf: string | null): boolean =>
  areToldApart(filter, FILTERS, asOf) && wholeMonthsOf(daysOf(filter)) !== null;

/**
 * Whether a filter asks for nothing but what some sums tell apart. As of a moment, they are of the events that stood then,
 * and nobody keeps which release had delivered them.
 */
export function areToldApart(
  filter: EventFilter,
  filters: ReadonlySet<string>,
  asOf: string | null,
): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  return (
    filter.standing !== 'WITHDRAWN' &&
    asked.every(([name]) => filters.has(name)) &&
    (asOf === null || (!isWithdrawnToo(filter) && !filter.datasets))
  );
}

export const daysOf = ({ during }: EventFilter): OpenDays => ({
  from: during?.from ?? null,
  to: during?.to ?? null,
});

/**
 * What is read in place of the table of events, under its name, where it meets a filter: sums, of which the first day
 * of a month stands for any of its days.
 */
export const monthsAsEvents = (filter: EventFilter, past: Past | null): SQL =>
  typeof filter.estimated === 'boolean'
    ? monthsByEstimate(filter, past)
    : monthsOf(eventTotals, filter, past);

/** Whether publishers are told by sums: not those of what was withdrawn, nor of days within a month. */
export const havePublisherSums = (filter: EventFilter, asOf: string | null): boolean =>
  haveSums(filter, asOf) &&
  typeof filter.estimated !== 'boolean' &&
  !isWithdrawnToo(filter) &&
  areWholeMonths(daysOf(filter));

/** The same of each publisher by itself: an event counts for each that it has. */
export const publishedMonthsAsEvents = (filter: EventFilter, past: Past | null): SQL =>
  monthsOf(publisherTotals, filter, past);

/** Days within a month are told by their events alone, one by one, beside the sums of the whole months. */
function monthsOf(
  table: typeof eventTotals | typeof publisherTotals,
  filter: EventFilter,
  past: Past | null,
): SQL {
  const days = daysOf(filter);
  const partial = areWholeMonths(days) ? null : wholeMonthsOf(days);
  const ofMonths = partial ? areWithin(partial) : inMonths(days);
  const single = [
    ...(partial ? edgesOf(days, partial).map((edge) => and(edge, standingWhenever(filter))) : []),
    ...(isWithdrawnToo(filter) ? [withdrawnEvents(filter)] : []),
  ];
  const columns = columnsOfSums(table, 'month', 'lastMonth');
  // Without a zone: statistics by year take half the time.
  const months = sql`select * from (
      select month::timestamp as earliest, last_month::timestamp as latest, ${namesOf(columns)}
      from ${table} as ${eventTotals} where ${and(ofMonths, areSettled(past)) ?? sql`true`}) as "events"
    where ${sumsHaveFilter(filter) ?? sql`true`}`;
  return asEvents(
    months,
    ...single.map((where) => singleEvents(columns, and(where, isSettled(past)), TIMES)),
    ...unsettledEvents(columns, filter, past, TIMES),
  );
}

/** Sums are over events that stand: the others, which are few, are read one by one. */
export const isWithdrawnToo = ({ standing }: EventFilter): boolean => standing === 'ANY';

export const withdrawnEvents = (filter: EventFilter): SQL =>
  eventsWhere({ ...filter, standing: 'WITHDRAWN' }, null)!;

/** The same, those with an estimate apart from those without: whose the estimates are is asked of the former alone. */
export function monthsByEstimate(filter: EventFilter, past: Past | null): SQL {
  const { events, eventsWithoutFigure, eventsWithoutSplit, ...columns } =
    getTableColumns(eventTotals);
  const name = ({ name }: { name: string }) => sql.raw(`"events"."${name}"`);
  const without = name(eventsWithoutFigure);
  const ofEstimated = [columns.low, columns.best, columns.high, columns.sideA, columns.sideB];
  const deaths = [...ofEstimated, columns.civilians, columns.unknown];
  const same = [columns.datasetKey, columns.conflictKey, columns.dyadKey, columns.countryKey];
  const kept = [
    ...same,
    columns.violence,
    columns.kind,
    columns.actorKeys,
    columns.claimed,
    columns.estimateKey,
  ];
  return sql`(select "events".earliest, "events".latest, is_estimated, ${sql.join(kept.map(name), sql`, `)},
      case when is_estimated then ${name(events)} - ${without} else ${without} end as events,
      case when is_estimated then 0 else ${without} end as events_without_figure,
      case when is_estimated then ${name(eventsWithoutSplit)} else 0 end as events_without_split,
      ${sql.join(
        deaths.map(
          (column) =>
            sql`case when is_estimated then ${name(column)} end as ${sql.identifier(column.name)}`,
        ),
        sql`, `,
      )}
    from ${monthsOf(eventTotals, filter, past)}, (values (true), (false)) as part(is_estimated)
    where is_estimated = coalesce(${filter.estimated ?? null}::boolean, is_estimated) and case when is_estimated then ${name(events)} > ${without} else ${without} > 0 end) as "events"`;
}

/** The filter but for its days, said of sums. */
export const sumsHaveFilter = ({
  conflicts,
  countries,
  dyads,
  violence,
  kinds,
  datasets,
  actors: named,
  ...claimed
}: EventFilter) =>
  and(
    named ? sql`"events".actor_keys && ${keysNamed(actors, named)}` : undefined,
    eventsWhere({ conflicts, countries, dyads, violence, kinds, datasets, standing: 'ANY' }, null),
    setsHaveFilter(claimed),
  );

/** Selects how many events a filter leaves, if sums by month can tell. */
export const countedByMonths = (filter: EventFilter, asOf: string | null): SQL | undefined =>
  haveSums(filter, asOf)
    ? sql`select sum("events".events) from ${monthsAsEvents(filter, pastOf(asOf))}`
    : undefined;
