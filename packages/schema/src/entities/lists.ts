import { ACTOR_ORDERS, actorsWhere } from '@casus/store/actor';
import { actors } from '@casus/store/tables/actor';
import { actorFilterOf, type ActorFilterInput, type ActorOrderEnum } from './actor-filter.ts';
import { CONFLICT_ORDERS, conflictsWhere } from '@casus/store/conflict';
import { conflicts } from '@casus/store/tables/conflict';
import {
  conflictFilterOf,
  type ConflictFilterInput,
  type ConflictOrderEnum,
} from './conflict-filter.ts';
import { PLACE_ORDERS, placesWhere } from '@casus/store/place';
import { places } from '@casus/store/tables/place';
import { placeFilterOf, type PlaceFilterInput, type PlaceOrderEnum } from './place-filter.ts';
import { REPORT_ORDERS, reportsWhere } from '@casus/store/report';
import { reports } from '@casus/store/tables/report';
import { reportFilterOf, type ReportFilterInput, type ReportOrderEnum } from './report-filter.ts';
import { CLAIM_ORDERS, claimsWhere } from '@casus/store/claim';
import { eventOrder, eventsWhere } from '@casus/store/event';
import type { Link } from '@casus/store/page';
import { claims } from '@casus/store/tables/claim';
import { events } from '@casus/store/tables/event';
import type { Context } from '../context.ts';
import { connect, preparedOnce, type ConnectionArguments } from '../paging.ts';
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
  const list = preparedOnce(context, field, [filter, asOf, orderBy], () => {
    const moment = asOf ? instantOf(asOf) : null;
    return {
      table: events,
      where: eventsWhere(eventFilterOf(filter), moment),
      order: eventOrder(orderBy, moment),
    };
  });
  return connect(context, page, { ...list, ...(parent && { parent }) });
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
  const list = preparedOnce(context, field, [filter, asOf, orderBy], () => ({
    table: claims,
    where: claimsWhere(claimFilterOf(filter), momentOf(asOf, context)),
    order: CLAIM_ORDERS[orderBy],
  }));
  return connect(context, page, { ...list, ...(parent && { parent }) });
}

type ActorListArguments = ConnectionArguments & {
  filter?: (typeof ActorFilterInput)['$inferInput'] | null;
  orderBy: (typeof ActorOrderEnum)['$inferInput'];
};

/** The actors under a field, filtered and ordered as asked. */
export function listActors(
  context: Context,
  { filter, orderBy, ...page }: ActorListArguments,
  { field, parent }: Under,
) {
  const wanted = actorFilterOf(filter);
  return connect(context, page, {
    name: [field, wanted],
    listing: { table: actors, where: actorsWhere(wanted), order: ACTOR_ORDERS[orderBy] },
    ...(parent && { parent }),
  });
}

type ConflictListArguments = ConnectionArguments & {
  filter?: (typeof ConflictFilterInput)['$inferInput'] | null;
  orderBy: (typeof ConflictOrderEnum)['$inferInput'];
};

/** The conflicts under a field, filtered and ordered as asked. */
export function listConflicts(
  context: Context,
  { filter, orderBy, ...page }: ConflictListArguments,
  { field, parent }: Under,
) {
  const wanted = conflictFilterOf(filter);
  return connect(context, page, {
    name: [field, wanted],
    listing: { table: conflicts, where: conflictsWhere(wanted), order: CONFLICT_ORDERS[orderBy] },
    ...(parent && { parent }),
  });
}

type PlaceListArguments = ConnectionArguments & {
  filter?: (typeof PlaceFilterInput)['$inferInput'] | null;
  orderBy: (typeof PlaceOrderEnum)['$inferInput'];
};

/** The places under a field, filtered and ordered as asked. */
export function listPlaces(
  context: Context,
  { filter, orderBy, ...page }: PlaceListArguments,
  { field, parent }: Under,
) {
  const wanted = placeFilterOf(filter);
  return connect(context, page, {
    name: [field, wanted],
    listing: { table: places, where: placesWhere(wanted), order: PLACE_ORDERS[orderBy] },
    ...(parent && { parent }),
  });
}

type ReportListArguments = ConnectionArguments & {
  filter?: (typeof ReportFilterInput)['$inferInput'] | null;
  orderBy: (typeof ReportOrderEnum)['$inferInput'];
};

/** The reports under a field, filtered and ordered as asked. */
export function listReports(
  context: Context,
  { filter, orderBy, ...page }: ReportListArguments,
  { field, parent }: Under,
) {
  const wanted = reportFilterOf(filter);
  return connect(context, page, {
    name: [field, wanted],
    listing: { table: reports, where: reportsWhere(wanted), order: REPORT_ORDERS[orderBy] },
    ...(parent && { parent }),
  });
}
