import { AGREEMENTS_LATEST_FIRST, agreementsWhere } from '@casus/store/agreement';
import { agreements } from '@casus/store/tables/agreement';
import type { Context } from '../context.ts';
import { connect, type ConnectionArguments } from '../paging.ts';
import { instantOf } from '../types/scalars.ts';
import { agreementFilterOf, type AgreementFilterInput } from './agreement-filter.ts';
import type { Under } from './lists.ts';

type AgreementListArguments = ConnectionArguments & {
  filter?: (typeof AgreementFilterInput)['$inferInput'] | null;
  asOf?: Date | null;
};

/** The agreements under a field, the latest first; as of a moment, those announced by then. */
export function listAgreements(
  context: Context,
  { filter, asOf, ...page }: AgreementListArguments,
  { field, parent }: Under,
) {
  const wanted = { ...agreementFilterOf(filter), announcedBy: asOf ? instantOf(asOf) : null };
  return connect(context, page, {
    name: [field, wanted],
    listing: {
      table: agreements,
      where: agreementsWhere(wanted),
      order: AGREEMENTS_LATEST_FIRST,
    },
    ...(parent && { parent }),
  });
}
