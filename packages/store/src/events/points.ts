import { and, getTableColumns, sql, type SQL } from 'drizzle-orm';
import { DEATH_PARTS } from '../rules/death-split.ts';
import { eventsWhere, type EventFilter } from '../entities/event.ts';
import { keysNamed } from '../entities/named.ts';
import { actors } from '../tables/actor.ts';
import { pointTotals } from '../tables/total.ts';
import { setsHaveFilter } from './claim-sets.ts';

/** The filters that sums by point can answer. */
const FILTERS: ReadonlySet<string> = new Set<keyof EventFilter>([
  ...(['conflicts', 'countries', 'dyads', 'violence', 'kinds', 'datasets', 'actors'] as const),
  ...(['places', 'within', 'near', 'located', 'locationPrecisions', 'standing'] as const),
  ...(['claimants', 'metrics', 'estimated'] as const),
]);

/** Whether sums by point tell of the events of a filter: it asks for nothing that they do not tell apart, and for no days. */
export function havePointSums({ standing, during, ...filter }: EventFilter): boolean {
  const asked = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  return (
    (standing ?? 'STANDING') === 'STANDING' &&
    !(during?.from ?? during?.to) &&
    asked.every(([name]) => FILTERS.has(name))
  );
}

/** What is read in place of the table of events, under its name: sums by place and point. With `pointsHaveFilter`. */
export function pointsAsEvents({ estimated }: EventFilter): SQL {
  if (typeof estimated !== 'boolean') return sql`${pointTotals} as "events"`;
  // Of those that have an estimate of their own, or of those that have none, alone.
  const { events, eventsWithoutFigure, eventsWithoutSplit } = pointTotals;
  const columns = Object.entries(getTableColumns(pointTotals)).map(([property, column]) => {
    if (column === events) {
      return estimated
        ? sql`${events} - ${eventsWithoutFigure} as events`
        : sql`${eventsWithoutFigure} as events`;
    }
    const isNone = estimated
      ? column === eventsWithoutFigure
      : column === eventsWithoutSplit || DEATHS.has(property);
    const none = DEATHS.has(property) ? sql`null::bigint` : sql`0`;
    return isNone ? sql`${none} as ${sql.identifier(column.name)}` : sql`${column}`;
  });
  const counts = estimated
    ? sql`${events} > ${eventsWithoutFigure}`
    : sql`${eventsWithoutFigure} > 0`;
  return sql`(select ${sql.join(columns, sql`, `)} from ${pointTotals} where ${counts}) as "events"`;
}

const DEATHS: ReadonlySet<string> = new Set(['low', 'best', 'high', ...DEATH_PARTS]);

/** A filter, said of what is read in place of events. */
export const pointsHaveFilter = ({
  actors: named,
  claimants,
  metrics,
  estimated: _,
  ...filter
}: EventFilter): SQL =>
  and(
    setsHaveFilter({ claimants, metrics }),
    named ? sql`"events".actor_keys && ${keysNamed(actors, named)}` : undefined,
    eventsWhere({ ...filter, standing: 'ANY' }, null),
  ) ?? sql`true`;

/** Selects how many events a filter leaves, if sums by point can tell. */
export const countedByPoints = (filter: EventFilter): SQL | undefined =>
  havePointSums(filter)
    ? sql`select sum("events".events) from ${pointsAsEvents(filter)} where ${pointsHaveFilter(filter)}`
    : undefined;
