import { builder } from '../builder.ts';
import { announcedByArgument, asOfArgument, knownByArgument } from '../types/as-of.ts';
import { ActorFilterInput, ActorOrderEnum } from './actor-filter.ts';
import { AgreementFilterInput, AgreementOrderEnum } from './agreement-filter.ts';
import { ClaimFilterInput, ClaimOrderEnum } from './claim-filter.ts';
import { ConflictFilterInput, ConflictOrderEnum } from './conflict-filter.ts';
import { EventFilterInput, EventOrderEnum } from './event-filter.ts';
import { PlaceFilterInput, PlaceOrderEnum } from './place-filter.ts';
import { ReportFilterInput, ReportOrderEnum } from './report-filter.ts';

/** The arguments of every list of events, beside those of a page. */
export const eventListArguments = builder.args((t) => ({
  filter: t.field({ type: EventFilterInput, description: 'Only events that meet all of this.' }),
  asOf: t.field(knownByArgument),
  orderBy: t.field({
    type: EventOrderEnum,
    required: true,
    defaultValue: 'LATEST_FIRST',
    description: 'In what order.',
  }),
}));

/** The arguments of every list of claims, beside those of a page. */
export const claimListArguments = builder.args((t) => ({
  filter: t.field({ type: ClaimFilterInput, description: 'Only claims that meet all of this.' }),
  asOf: t.field(asOfArgument),
  orderBy: t.field({
    type: ClaimOrderEnum,
    required: true,
    defaultValue: 'LATEST_FIRST',
    description: 'In what order.',
  }),
}));

/** The arguments of every list of actors, beside those of a page. */
export const actorListArguments = builder.args((t) => ({
  filter: t.field({ type: ActorFilterInput, description: 'Only actors that meet all of this.' }),
  orderBy: t.field({
    type: ActorOrderEnum,
    required: true,
    defaultValue: 'NAME_ASC',
    description: 'In what order.',
  }),
}));

/** The arguments of every list of conflicts, beside those of a page. */
export const conflictListArguments = builder.args((t) => ({
  filter: t.field({
    type: ConflictFilterInput,
    description: 'Only conflicts that meet all of this.',
  }),
  orderBy: t.field({
    type: ConflictOrderEnum,
    required: true,
    defaultValue: 'NAME_ASC',
    description: 'In what order.',
  }),
}));

/** The arguments of every list of places, beside those of a page. */
export const placeListArguments = builder.args((t) => ({
  filter: t.field({ type: PlaceFilterInput, description: 'Only places that meet all of this.' }),
  orderBy: t.field({
    type: PlaceOrderEnum,
    required: true,
    defaultValue: 'NAME_ASC',
    description: 'In what order.',
  }),
}));

/** The arguments of every list of reports, beside those of a page. */
export const reportListArguments = builder.args((t) => ({
  filter: t.field({ type: ReportFilterInput, description: 'Only reports that meet all of this.' }),
  orderBy: t.field({
    type: ReportOrderEnum,
    required: true,
    defaultValue: 'LATEST_FIRST',
    description: 'In what order.',
  }),
}));

/** The arguments of every list of agreements, beside those of a page. */
export const agreementListArguments = builder.args((t) => ({
  filter: t.field({
    type: AgreementFilterInput,
    description: 'Only agreements that meet all of this.',
  }),
  asOf: t.field(announcedByArgument),
  orderBy: t.field({
    type: AgreementOrderEnum,
    required: true,
    defaultValue: 'LATEST_FIRST',
    description: 'In what order.',
  }),
}));
