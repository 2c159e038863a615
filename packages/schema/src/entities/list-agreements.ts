import { AGREEMENTS_LATEST_FIRST, agreementsWhere } from '@casus/store/agreement';
import { agreements } from '@casus/store/tables/agreement';
import type { Context } from '../context.ts';
import { connect, preparedOnce, type ConnectionArguments } from '../paging.ts';
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
  const list = preparedOnce(context, field, [filter, asOf], () => ({
    table: agreements,
    where: agreementsWhere({
      ...agreementFilterOf(filter),
      announcedBy: asOf ? instantOf(asOf) : null,
    }),
    order: AGREEMENTS_LATEST_FIRST,
  }));
  return connect(context, page, { ...list, ...(parent && { parent }) });
}
