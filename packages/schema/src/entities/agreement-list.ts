import {
  AGREEMENT_ORDERS,
  agreementsWhere,
  type AgreementFilter,
} from '@casus/store/entities/agreement';
import { agreements } from '@casus/store/tables/agreement';
import { builder } from '../builder.ts';
import { naming } from '../entities-named.ts';
import { namesOf } from '../global-id.ts';
import { DateRange, daysOf } from '../types/date-range.ts';
import { AgreementKind, ProvisionKind } from '../types/enums.ts';
import { instantOf } from '../types/scalars.ts';
import { announcedByArgument } from '../types/as-of.ts';
import { FILTER_DESCRIPTION, listArguments, type Asked } from './list-arguments.ts';

export const AgreementFilterInput = builder.inputType('AgreementFilter', {
  description: FILTER_DESCRIPTION,
  fields: (t) => ({
    conflicts: t.idList({ ...naming('Conflict'), description: 'About one of these conflicts.' }),
    kinds: t.field({ type: [AgreementKind], description: 'Of one of these kinds.' }),
    parties: t.idList({ ...naming('Actor'), description: 'That bind one of these actors.' }),
    mediators: t.idList({ ...naming('Actor'), description: 'Mediated by one of these actors.' }),
    provisions: t.field({ type: [ProvisionKind], description: 'That lay down one of these.' }),
    effectiveDuring: t.field({
      type: DateRange,
      description: 'Whose hour came on one of these days, UTC.',
    }),
    text: t.string({ description: 'With this in the name, in any case, accents or not.' }),
  }),
});

export const AgreementOrderEnum = builder.enumType('AgreementOrder', {
  description: 'The order of a list of agreements; equals are in the order of their natural keys.',
  values: {
    LATEST_FIRST: { description: 'By when they take effect, newest first, without an hour last.' },
    EARLIEST_FIRST: {
      description: 'By when they take effect, oldest first, without an hour before them.',
    },
    NAME_ASC: { description: 'By name, A first.' },
    NAME_DESC: { description: 'By name, Z first.' },
  },
});

/** The store's filter for what the client asked. */
export function agreementFilterOf(
  filter: (typeof AgreementFilterInput)['$inferInput'] | null | undefined,
): AgreementFilter {
  if (!filter) return {};
  return {
    ...filter,
    conflicts: namesOf('Conflict', filter.conflicts),
    parties: namesOf('Actor', filter.parties),
    mediators: namesOf('Actor', filter.mediators),
    effectiveDuring: daysOf(filter.effectiveDuring, 'effectiveDuring'),
  };
}

/** The arguments of every list of agreements, beside those of a page. */
export const agreementListArguments = {
  ...listArguments('agreements', AgreementFilterInput, AgreementOrderEnum, 'LATEST_FIRST'),
  asOf: builder.args((t) => ({ asOf: t.field(announcedByArgument) })).asOf,
};

/** Agreements, filtered and ordered as asked; as of a moment, those announced by then. */
export function agreementListing({
  filter,
  asOf,
  orderBy,
}: Asked<typeof AgreementFilterInput, typeof AgreementOrderEnum> & { asOf?: Date | null }) {
  const announcedBy = asOf ? instantOf(asOf) : null;
  return {
    table: agreements,
    where: agreementsWhere({ ...agreementFilterOf(filter), announcedBy }),
    order: AGREEMENT_ORDERS[orderBy],
  };
}
