import { ACTOR_ORDERS, actorsWhere } from '@casus/store/entities/actor';
import { AGREEMENT_ORDERS, agreementsWhere } from '@casus/store/entities/agreement';
import { CLAIM_ORDERS, CLAIMS_AS_REPORTED, claimsWhere } from '@casus/store/entities/claim';
import { CONFLICT_ORDERS, conflictsWhere } from '@casus/store/entities/conflict';
import { eventOrder, eventsWhere } from '@casus/store/entities/event';
import { PLACE_ORDERS, placesWhere } from '@casus/store/entities/place';
import { REPORT_ORDERS, reportsWhere } from '@casus/store/entities/report';
import { actors } from '@casus/store/tables/actor';
import { agreements } from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { conflicts } from '@casus/store/tables/conflict';
import { events } from '@casus/store/tables/event';
import { places } from '@casus/store/tables/place';
import { reports } from '@casus/store/tables/report';
import type { Moment } from '../pushdown/options.ts';
import { instantOf } from '../types/scalars.ts';
import { actorFilterOf, type ActorFilterInput, type ActorOrderEnum } from './actor-filter.ts';
import {
  agreementFilterOf,
  type AgreementFilterInput,
  type AgreementOrderEnum,
} from './agreement-filter.ts';
import { claimFilterOf, type ClaimFilterInput, type ClaimOrderEnum } from './claim-filter.ts';
import {
  conflictFilterOf,
  type ConflictFilterInput,
  type ConflictOrderEnum,
} from './conflict-filter.ts';
import { eventFilterOf, type EventFilterInput, type EventOrderEnum } from './event-filter.ts';
import { placeFilterOf, type PlaceFilterInput, type PlaceOrderEnum } from './place-filter.ts';
import { reportFilterOf, type ReportFilterInput, type ReportOrderEnum } from './report-filter.ts';

interface Asked<Filter, Order> {
  filter?: Filter | null;
  orderBy: Order;
}

/** Events, filtered and ordered as asked; as of a moment, those known by then. */
export function eventListing({
  filter,
  asOf,
  orderBy,
}: Asked<(typeof EventFilterInput)['$inferInput'], (typeof EventOrderEnum)['$inferInput']> & {
  asOf?: Date | null;
}) {
  const moment = asOf ? instantOf(asOf) : null;
  return {
    table: events,
    where: eventsWhere(eventFilterOf(filter), moment),
    order: eventOrder(orderBy, moment),
  };
}

interface ClaimsAsked {
  filter?: (typeof ClaimFilterInput)['$inferInput'] | null;
  asOf?: Date | null;
}

/** The claims that stood at a moment, filtered and ordered as asked. */
export function claimListing(
  { orderBy, ...asked }: ClaimsAsked & { orderBy: (typeof ClaimOrderEnum)['$inferInput'] },
  now: Moment,
) {
  return { table: claims, where: claimsAsked(asked, now), order: CLAIM_ORDERS[orderBy] };
}

/** The claims of a report that stood at a moment, in its own order. */
export function reportedClaimListing(asked: ClaimsAsked, now: Moment) {
  return { table: claims, where: claimsAsked(asked, now), order: CLAIMS_AS_REPORTED };
}

const claimsAsked = ({ filter, asOf }: ClaimsAsked, now: Moment) =>
  claimsWhere(claimFilterOf(filter), asOf ? instantOf(asOf) : now);

/** Agreements, filtered and ordered as asked; as of a moment, those announced by then. */
export function agreementListing({
  filter,
  asOf,
  orderBy,
}: Asked<
  (typeof AgreementFilterInput)['$inferInput'],
  (typeof AgreementOrderEnum)['$inferInput']
> & { asOf?: Date | null }) {
  const announcedBy = asOf ? instantOf(asOf) : null;
  return {
    table: agreements,
    where: agreementsWhere({ ...agreementFilterOf(filter), announcedBy }),
    order: AGREEMENT_ORDERS[orderBy],
  };
}

/** Actors, filtered and ordered as asked. */
export function actorListing({
  filter,
  orderBy,
}: Asked<(typeof ActorFilterInput)['$inferInput'], (typeof ActorOrderEnum)['$inferInput']>) {
  return {
    table: actors,
    where: actorsWhere(actorFilterOf(filter)),
    order: ACTOR_ORDERS[orderBy],
  };
}

/** Conflicts, filtered and ordered as asked. */
export function conflictListing({
  filter,
  orderBy,
}: Asked<(typeof ConflictFilterInput)['$inferInput'], (typeof ConflictOrderEnum)['$inferInput']>) {
  return {
    table: conflicts,
    where: conflictsWhere(conflictFilterOf(filter)),
    order: CONFLICT_ORDERS[orderBy],
  };
}

/** Places, filtered and ordered as asked. */
export function placeListing({
  filter,
  orderBy,
}: Asked<(typeof PlaceFilterInput)['$inferInput'], (typeof PlaceOrderEnum)['$inferInput']>) {
  return {
    table: places,
    where: placesWhere(placeFilterOf(filter)),
    order: PLACE_ORDERS[orderBy],
  };
}

/** Reports, filtered and ordered as asked. */
export function reportListing({
  filter,
  orderBy,
}: Asked<(typeof ReportFilterInput)['$inferInput'], (typeof ReportOrderEnum)['$inferInput']>) {
  return {
    table: reports,
    where: reportsWhere(reportFilterOf(filter)),
    order: REPORT_ORDERS[orderBy],
  };
}
