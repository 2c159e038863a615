import type { EnumRef, InputObjectRef } from '@pothos/core';
import { isTotalsOrder, orderByTotals } from '@casus/store/entities/totals-order';
import type { TotalledEntity } from '@casus/store/events/entity-totals';
import type { Order } from '@casus/store/lists/page';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { builder, type SchemaTypes } from '../builder.ts';
import { badUserInput } from '../errors.ts';
import { DateRange, daysOf } from '../types/date-range.ts';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

/** The arguments of every list of an entity, beside those of a page. */
export const listArguments = <Filter, Order>(
  plural: string,
  filter: InputObjectRef<Types, Filter>,
  order: EnumRef<Types, Order>,
  orderBy: Order,
) =>
  builder.args((t) => ({
    filter: t.field({ type: filter, description: `Only ${plural} that meet all of this.` }),
    orderBy: t.field({
      type: order,
      required: true,
      defaultValue: orderBy as never,
      description: 'In what order.',
    }),
  }));

/** Of a filter that names entities. */
export const FILTER_DESCRIPTION =
  'All conditions hold at once; a list is met by any of its values. Entities are named by slug, natural key or id; a name that nothing has is refused (BAD_USER_INPUT) with what it may have meant, but for `named`, which finds those there are.';

/** Conditions that several filters have, each in the same words. */
export const NAMED = {
  description: 'Only these: what stands in an address, found again with its name.',
} as const;
export const IN_ANY_NAME = {
  description: 'With this in the name in any language, in any case, accents or not.',
} as const;
export const curated = (plural: string) => ({
  description: `true: only ${plural} of the curated record; false: only imported ones.`,
});

/** What they ask. */
export interface Asked<
  Filter extends { $inferInput: unknown },
  Order extends { $inferInput: unknown },
> {
  filter?: Filter['$inferInput'] | null;
  orderBy: Order['$inferInput'];
}

/** The orders by sums over events, as values of an order of entities. */
export const TOTALS_ORDER_VALUES = {
  MOST_DEATHS: {
    description:
      'By the sum of the best estimates of its events that stand, the most first; none with an estimate after all that have one.',
  },
  MOST_EVENTS: { description: 'By how many events it has that stand, the most first.' },
  LATEST_EVENT: {
    description: 'By when the last of its events may have begun, the latest first.',
  },
} as const;

/** The arguments of a list that may be ordered so. */
export const totalledListArguments = <Filter, Order>(
  plural: string,
  filter: InputObjectRef<Types, Filter>,
  order: EnumRef<Types, Order>,
  orderBy: Order,
) => ({
  ...listArguments(plural, filter, order, orderBy),
  ...builder.args((t) => ({
    during: t.field({
      type: DateRange,
      description:
        'For the orders MOST_DEATHS, MOST_EVENTS and LATEST_EVENT: only the events that may have happened on one of these days count. It leaves nothing out of the list. Whole months and years are quickest.',
    }),
  })),
});

/** What it asks. */
export interface OrderedDuring {
  during?: (typeof DateRange)['$inferInput'] | null;
}

/** The order of a list of entities, by their own columns or by their totals. */
export function orderedAs<Table extends PgTable & { key: PgColumn }>(
  entity: TotalledEntity,
  table: Table,
  own: Readonly<Record<string, Order>>,
  { orderBy, during }: OrderedDuring & { orderBy: string },
) {
  if (isTotalsOrder(orderBy)) {
    return orderByTotals(entity, table, orderBy, daysOf(during, 'during'));
  }
  if (during) {
    throw badUserInput(
      'The list is not ordered by events, so that during changes nothing. Ask with orderBy MOST_DEATHS, MOST_EVENTS or LATEST_EVENT, or without during.',
      'during',
    );
  }
  return { order: own[orderBy]! };
}
