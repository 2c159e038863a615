import { factsOfAgreements, type RecordedFacts } from '@casus/store/entities/agreement';
import type { Claim } from '@casus/store/entities/claim';
import { milestonesOf } from '@casus/store/rules/agreement-status';
import { AGREEMENT_STATUSES } from '@casus/store/vocabulary';
import type { Context } from '../context.ts';
import type { MilestoneOf } from './agreement-parts.ts';

/** Read once for a request, however many fields derive from it. */
export async function factsOf(key: string, { db, loaders }: Context): Promise<RecordedFacts> {
  const facts = await loaders.by('factsOfAgreements', key, (keys) => factsOfAgreements(db, keys));
  return facts!;
}

/** The steps an agreement had taken by a moment. */
export async function ledgerOf(
  key: string,
  asOf: string,
  context: Context,
): Promise<MilestoneOf[]> {
  const milestones = milestonesOf<Claim>(await factsOf(key, context), asOf);
  return milestones.map((milestone) => ({ ...milestone, agreementKey: key }));
}

/** Where a step stands in a list in time's order: those of one breath in the ledger's own. */
export function placeOfMilestone({ at, agreementKey, status, claim }: MilestoneOf) {
  return { at, key: `${agreementKey} ${AGREEMENT_STATUSES.indexOf(status)} ${claim?.key ?? ''}` };
}
