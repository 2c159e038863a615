import { and, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { hasOwnWords, sumsHaveWords } from '../entities/event-words.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { keysNamed } from '../entities/named.ts';
import { actors } from '../tables/actor.ts';
import { events } from '../tables/event.ts';
import { pointTotals } from '../tables/total.ts';
import { setsHaveFilter } from './claim-sets.ts';
import { isWithdrawnToo, withdrawnEvents } from './months.ts';
import { namesOf, singleEventColumns } from './single-events.ts';

/** The filters that sums by point can answer. */
const FILTERS: ReadonlySet<string> = new Set<keyof EventFilter>([
  ...(['conflicts', 'countries', 'dyads', 'violence', 'kinds', 'datasets', 'actors'] as const),
  ...(['places', 'within', 'near', 'located', 'locationPrecisions', 'standing', 'text'] as const),
  ...(['claimants', 'metrics', 'estimated', 'minDeaths', 'maxDeaths'] as const),
  ...(['minCivilianDeaths', 'timePrecisions', 'flagged', 'flags'] as const),
]);

/** Whether sums by point tell of the events of a filter: it asks for nothing that they do not tell apart, and for no days. */
export function havePointSums({ during, ...filter }: EventFilter): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  return (
    filter.standing !== 'WITHDRAWN' &&
    !(during?.from ?? during?.to) &&
    asked.every(([name]) => FILTERS.has(name))
  );
}

const COLUMNS = getTableColumns(pointTotals);

/**
 * What is read in place of the table of events, under its name, where it meets a filter: sums by place and point, and,
 * each by itself, those events that they do not tell.
 */
export function pointsAsEvents(filter: EventFilter): SQL {
  const { actors: named, claimants, metrics, text, standing: _, ...others } = filter;
  const summed = and(
    setsHaveFilter({ claimants, metrics }),
    named ? sql`"events".actor_keys && ${keysNamed(actors, named)}` : undefined,
    text ? sumsHaveWords(text) : undefined,
    eventsWhere({ ...others, standing: 'ANY' }, null),
  );
  const single = (where: SQL | undefined) =>
    sql`select ${singleEventColumns(COLUMNS)} from ${events} where ${where}`;
  return sql`(${sql.join(
    [
      sql`select ${namesOf(COLUMNS)} from ${pointTotals} as "events" where ${summed ?? sql`true`}`,
      ...(text
        ? [
            single(
              and(
                hasOwnWords(text),
                eventsWhere({ ...filter, text: null, standing: 'STANDING' }, null),
              ),
            ),
          ]
        : []),
      ...(isWithdrawnToo(filter) ? [single(withdrawnEvents(filter))] : []),
    ],
    sql` union all `,
  )}) as "events"`;
}

/** Selects how many events a filter leaves, if sums by point can tell. */
export const countedByPoints = (filter: EventFilter): SQL | undefined =>
  havePointSums(filter)
    ? sql`select sum("events".events) from ${pointsAsEvents(filter)}`
    : undefined;
