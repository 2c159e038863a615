import type { AgreementStatus } from '../../gql/graphql.ts';
import { STATUS } from '../vocabulary/words.ts';

/** The moments at which an agreement came to stand where it did; what came together is one. */
export function ledgerMoments(
  milestones: readonly { at: string; status: AgreementStatus }[],
): { at: string; label: string }[] {
  return [...Map.groupBy(milestones, ({ at }) => at)].map(([at, together]) => ({
    at,
    label: together.map(({ status }) => STATUS[status].toLowerCase()).join(', '),
  }));
}
