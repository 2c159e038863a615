import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { isOpen, type OpenDays } from '../events/counted.ts';
import type { TotalledEntity } from '../events/entity-totals.ts';
import { areWholeMonths, inMonths } from '../events/months.ts';
import type { Listing, Order } from '../lists/page.ts';
import { events, eventParticipants } from '../tables/event.ts';
import { entityTotals, eventTotals } from '../tables/total.ts';
import { eventsWhere } from './event.ts';

/** By the sums over the events of each, those without events last. */
export const TOTALS_ORDERS = ['MOST_DEATHS', 'MOST_EVENTS', 'LATEST_EVENT'] as const;
export type TotalsOrder = (typeof TOTALS_ORDERS)[number];

export const isTotalsOrder = (order: string): order is TotalsOrder =>
  TOTALS_ORDERS.some((each) => each === order);

const SORTED: Record<TotalsOrder, Pick<Order, 'by' | 'value'>> = {
  MOST_DEATHS: { by: sql`coalesce(totals.best, -1)`, value: 'number' },
  MOST_EVENTS: { by: sql`coalesce(totals.events, 0)`, value: 'number' },
  LATEST_EVENT: {
    by: sql`coalesce(totals.last_earliest, timestamptz '0001-01-01T00:00:00Z')`,
    value: 'instant',
  },
};

/** Puts the sums over the events in some days beside each row of a table, and orders by them. */
export function orderByTotals<Table extends PgTable & { key: PgColumn }>(
  entity: TotalledEntity,
  table: Table,
  order: TotalsOrder,
  during: OpenDays,
): Pick<Listing<Table>, 'order' | 'join'> {
  const days = isOpen(during) ? '' : ` ${during.from ?? ''}/${during.to ?? ''}`;
  return {
    order: { name: `${order}${days}`, ...SORTED[order], descending: true },
    join: isOpen(during)
      ? sql`left join ${entityTotals} totals
          on totals.entity = ${sql.raw(`'${entity}'`)} and totals.key = ${table.key}`
      : sql`left join (${totalsDuring(entity, during)}) totals on totals.key = ${table.key}`,
  };
}

const sums = sql`sum(events)::int as events, sum(best) as best, max(last_earliest) as last_earliest`;

function totalsDuring(entity: TotalledEntity, during: OpenDays): SQL {
  switch (entity) {
    case 'CONFLICT':
      return byColumn(eventTotals.conflictKey, events.conflictKey, during);
    case 'DYAD':
      return byColumn(eventTotals.dyadKey, events.dyadKey, during);
    case 'ACTOR':
      return byActor(during);
    case 'PLACE':
      return sql`${byColumn(eventTotals.countryKey, events.countryKey, during, isCountry)}
        union all ${byPlace(during)}`;
  }
}

const isCountry = (key: SQL) => sql`is_country(${key})`;

function byColumn(
  ofMonths: PgColumn,
  ofEvents: PgColumn,
  during: OpenDays,
  condition: (key: SQL) => SQL = (key) => sql`${key} is not null`,
): SQL {
  const rows = areWholeMonths(during)
    ? sql`select ${ofMonths} as key, events, best, last_earliest from ${eventTotals}
        where ${inMonths(during) ?? sql`true`}`
    : keyedEvents(sql`${ofEvents}`, during);
  return sql`select key, ${sums} from (${rows}) counted where ${condition(sql.raw('key'))} group by key`;
}

const keyedEvents = (key: SQL, during: OpenDays, join: SQL = sql``): SQL =>
  sql`select ${key} as key, 1 as events, ${events.deathsBest} as best, ${events.earliest} as last_earliest
    from ${events} ${join} where ${eventsWhere({ during }, null) ?? sql`true`}`;

function byActor(during: OpenDays): SQL {
  const rows = areWholeMonths(during)
    ? sql`select took_part.key, events, best, last_earliest from ${eventTotals}
        cross join lateral (select distinct unnest(${eventTotals.actorKeys}) as key) took_part
        where ${inMonths(during) ?? sql`true`}`
    : keyedEvents(
        sql`took_part.actor_key`,
        during,
        sql`join (select distinct event_key, actor_key from ${eventParticipants}) took_part
          on took_part.event_key = ${events.key}`,
      );
  return sql`select key, ${sums} from (${rows}) counted group by key`;
}

/** Each place with what lies within. */
const byPlace = (during: OpenDays): SQL => sql`(
    with recursive itself as materialized (
      select key, ${sums} from (${keyedEvents(sql`${events.placeKey}`, during)}) counted
      where key is not null group by key
    ), around as (
      select places.key as place_key, places.key, parent_key from places
      where places.key in (select key from itself)
      union
      select place_key, places.key, places.parent_key from around join places on places.key = around.parent_key
    )
    select around.key, ${sums} from around join itself on itself.key = place_key
    where not is_country(around.key) group by around.key)`;
