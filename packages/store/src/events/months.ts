import { and, getTableColumns, gte, lte, sql, type SQL } from 'drizzle-orm';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { keysNamed } from '../entities/named.ts';
import { actors } from '../tables/actor.ts';
import { eventTotals, publisherTotals } from '../tables/total.ts';
import { events } from '../tables/event.ts';
import { setsHaveFilter } from './claim-sets.ts';
import type { OpenDays } from './counted.ts';
import { areWithin, edgesOf, standingWhenever, wholeMonthsOf } from './partial-months.ts';
import { namesOf, singleEventColumns } from './single-events.ts';

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
export function haveSums(filter: EventFilter): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  return (
    filter.standing !== 'WITHDRAWN' &&
    asked.every(([name]) => FILTERS.has(name)) &&
    wholeMonthsOf(daysOf(filter)) !== null
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
export const monthsAsEvents = (filter: EventFilter): SQL =>
  typeof filter.estimated === 'boolean'
    ? monthsByEstimate(filter)
    : monthsOf(sql`${eventTotals}`, filter);

/** Whether publishers are told by sums: not those of what was withdrawn, nor of days within a month. */
export const havePublisherSums = (filter: EventFilter): boolean =>
  haveSums(filter) &&
  typeof filter.estimated !== 'boolean' &&
  !isWithdrawnToo(filter) &&
  areWholeMonths(daysOf(filter));

/** The same of each publisher by itself: an event counts for each that it has. */
export const publishedMonthsAsEvents = (filter: EventFilter): SQL =>
  monthsOf(sql`${publisherTotals} as ${eventTotals}`, filter);

/**
 * Days within a month are told by their events alone, one by one, beside the sums of the whole months.
 *
 * @param table under the name of the sums by month, whose columns it has
 */
function monthsOf(table: SQL, filter: EventFilter): SQL {
  const days = daysOf(filter);
  const partial = areWholeMonths(days) ? null : wholeMonthsOf(days);
  const ofMonths = partial ? areWithin(partial) : inMonths(days);
  const single = [
    ...(partial ? edgesOf(days, partial).map((edge) => and(edge, standingWhenever(filter))) : []),
    ...(isWithdrawnToo(filter) ? [withdrawnEvents(filter)] : []),
  ];
  const columns = single.length > 0 ? namesOf(COLUMNS) : sql`${eventTotals}.*`;
  // Without a zone: statistics by year take half the time.
  const months = sql`select * from (
      select month::timestamp as earliest, last_month::timestamp as latest, ${columns}
      from ${table} where ${ofMonths ?? sql`true`}) as "events"
    where ${sumsHaveFilter(filter) ?? sql`true`}`;
  const others = single.map(
    (where) =>
      sql`select ${events.earliest} at time zone 'UTC', ${events.latest} at time zone 'UTC', ${singleEventColumns(COLUMNS)}
    from ${events} where ${where}`,
  );
  return sql`(${sql.join([months, ...others], sql` union all `)}) as "events"`;
}

const { month: _month, lastMonth: _lastMonth, ...COLUMNS } = getTableColumns(eventTotals);

/** Sums are over events that stand: the others, which are few, are read one by one. */
export const isWithdrawnToo = ({ standing }: EventFilter): boolean => standing === 'ANY';

export const withdrawnEvents = (filter: EventFilter): SQL =>
  eventsWhere({ ...filter, standing: 'WITHDRAWN' }, null)!;

/** The same, those with an estimate apart from those without: whose the estimates are is asked of the former alone. */
export function monthsByEstimate(filter: EventFilter): SQL {
  const { events, eventsWithoutFigure, eventsWithoutSplit, ...columns } =
    getTableColumns(eventTotals);
  const name = ({ name }: { name: string }) => sql.raw(`"events"."${name}"`);
  const without = name(eventsWithoutFigure);
  const ofEstimated = [columns.low, columns.best, columns.high, columns.sideA, columns.sideB];
  const deaths = [...ofEstimated, columns.civilians, columns.unknown];
  const same = [columns.datasetKey, columns.conflictKey, columns.dyadKey, columns.countryKey];
  const kept = [...same, columns.violence, columns.kind, columns.actorKeys, columns.claimed];
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
    from ${monthsOf(sql`${eventTotals}`, filter)}, (values (true), (false)) as part(is_estimated)
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
export const countedByMonths = (filter: EventFilter): SQL | undefined =>
  haveSums(filter) ? sql`select sum("events".events) from ${monthsAsEvents(filter)}` : undefined;
