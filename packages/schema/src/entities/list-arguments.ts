import { builder } from '../builder.ts';
import { asOfArgument, knownByArgument } from '../types/as-of.ts';
import { ClaimFilterInput, ClaimOrderEnum } from './claim-filter.ts';
import { EventFilterInput, EventOrderEnum } from './event-filter.ts';

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
