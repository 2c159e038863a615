import { CLAIM_ORDERS, claimsWhere } from '@casus/store/claim';
import { eventOrder, eventsWhere } from '@casus/store/event';
import type { Link } from '@casus/store/page';
import { claims } from '@casus/store/tables/claim';
import { events } from '@casus/store/tables/event';
import type { Context } from '../context.ts';
import { connect, type ConnectionArguments } from '../paging.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { claimFilterOf, type ClaimFilterInput, type ClaimOrderEnum } from './claim-filter.ts';
import { eventFilterOf, type EventFilterInput, type EventOrderEnum } from './event-filter.ts';

/** What a list hangs on, and the field it is asked under. */
export interface Under {
  field: string;
  parent?: { key: string; link: Link };
}

type EventListArguments = ConnectionArguments & {
  filter?: (typeof EventFilterInput)['$inferInput'] | null;
  asOf?: Date | null;
  orderBy: (typeof EventOrderEnum)['$inferInput'];
};

/** The events under a field, filtered and ordered as asked; as of a moment, those known by then. */
export function listEvents(
  context: Context,
  { filter, asOf, orderBy, ...page }: EventListArguments,
  { field, parent }: Under,
) {
  const wanted = eventFilterOf(filter);
  const moment = asOf ? instantOf(asOf) : null;
  return connect(context, page, {
    name: [field, wanted, moment],
    listing: {
      table: events,
      where: eventsWhere(wanted, moment),
      order: eventOrder(orderBy, moment),
    },
    ...(parent && { parent }),
  });
}

type ClaimListArguments = ConnectionArguments & {
  filter?: (typeof ClaimFilterInput)['$inferInput'] | null;
  asOf?: Date | null;
  orderBy: (typeof ClaimOrderEnum)['$inferInput'];
};

/** The claims under a field that stood at a moment, filtered and ordered as asked. */
export function listClaims(
  context: Context,
  { filter, asOf, orderBy, ...page }: ClaimListArguments,
  { field, parent }: Under,
) {
  const wanted = claimFilterOf(filter);
  const moment = momentOf(asOf, context);
  return connect(context, page, {
    name: [field, wanted, moment],
    listing: { table: claims, where: claimsWhere(wanted, moment), order: CLAIM_ORDERS[orderBy] },
    ...(parent && { parent }),
  });
}
