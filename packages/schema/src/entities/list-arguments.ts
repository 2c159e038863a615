import type { EnumRef, InputObjectRef } from '@pothos/core';
import { builder, type SchemaTypes } from '../builder.ts';

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

/** What they ask. */
export interface Asked<
  Filter extends { $inferInput: unknown },
  Order extends { $inferInput: unknown },
> {
  filter?: Filter['$inferInput'] | null;
  orderBy: Order['$inferInput'];
}
