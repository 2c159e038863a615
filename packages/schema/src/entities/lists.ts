import { ACTOR_ORDERS, actorsWhere } from '@casus/store/actor';
import { CLAIM_ORDERS, claimsWhere } from '@casus/store/claim';
import { CONFLICT_ORDERS, conflictsWhere } from '@casus/store/conflict';
import { eventOrder, eventsWhere } from '@casus/store/event';
import type { Link } from '@casus/store/page';
import { PLACE_ORDERS, placesWhere } from '@casus/store/place';
import { REPORT_ORDERS, reportsWhere } from '@casus/store/report';
import { actors } from '@casus/store/tables/actor';
import { claims } from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { places } from '@casus/store/tables/place';
import { reports } from '@casus/store/tables/report';
import type { Context } from '../context.ts';
import { connect, preparedOnce, type ConnectionArguments } from '../paging.ts';
import { instantOf, momentOf } from '../types/scalars.ts';
import { actorFilterOf, type ActorFilterInput, type ActorOrderEnum } from './actor-filter.ts';
import { claimFilterOf, type ClaimFilterInput, type ClaimOrderEnum } from './claim-filter.ts';
import {
  conflictFilterOf,
  type ConflictFilterInput,
  type ConflictOrderEnum,
} from './conflict-filter.ts';
import { eventFilterOf, type EventFilterInput, type EventOrderEnum } from './event-filter.ts';
import { placeFilterOf, type PlaceFilterInput, type PlaceOrderEnum } from './place-filter.ts';
import { reportFilterOf, type ReportFilterInput, type ReportOrderEnum } from './report-filter.ts';

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
  const list = preparedOnce(context, field, [filter, orderBy], () => ({
    table: actors,
    where: actorsWhere(actorFilterOf(filter)),
    order: ACTOR_ORDERS[orderBy],
  }));
  return connect(context, page, { ...list, ...(parent && { parent }) });
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
  const list = preparedOnce(context, field, [filter, orderBy], () => ({
    table: conflicts,
    where: conflictsWhere(conflictFilterOf(filter)),
    order: CONFLICT_ORDERS[orderBy],
  }));
  return connect(context, page, { ...list, ...(parent && { parent }) });
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
  const list = preparedOnce(context, field, [filter, orderBy], () => ({
    table: places,
    where: placesWhere(placeFilterOf(filter)),
    order: PLACE_ORDERS[orderBy],
  }));
  return connect(context, page, { ...list, ...(parent && { parent }) });
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
  const list = preparedOnce(context, field, [filter, orderBy], () => ({
    table: reports,
    where: reportsWhere(reportFilterOf(filter)),
    order: REPORT_ORDERS[orderBy],
  }));
  return connect(context, page, { ...list, ...(parent && { parent }) });
}
