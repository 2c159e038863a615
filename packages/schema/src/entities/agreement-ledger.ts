import type { Claim } from '@casus/store/entities/claim';
import { milestonesOf, type AgreementFacts } from '@casus/store/rules/agreement-status';
import {
  agreementDeclarations,
  agreementParties,
  agreements,
  agreementViolations,
} from '@casus/store/tables/agreement';
import { claims } from '@casus/store/tables/claim';
import { AGREEMENT_STATUSES } from '@casus/store/vocabulary';
import type { Context } from '../context.ts';
import type { MilestoneOf } from './agreement-parts.ts';

/** All that the status of an agreement is derived from, as the record holds it now. */
export async function factsOf(key: string, { loaders }: Context): Promise<AgreementFacts<Claim>> {
  const declarationsOf = (of: string) =>
    loaders.all(agreementDeclarations, agreementDeclarations.agreementKey, of, [
      agreementDeclarations.position,
    ]);
  const withClaim = async <Fact extends { claimKey: string }>(facts: readonly Fact[]) =>
    Promise.all(
      facts.map(async (fact) => ({ ...fact, claim: await loaders.known(claims, fact.claimKey) })),
    );
  const renewals = async () => {
    const later = await loaders.all(agreements, agreements.renewsKey, key, [agreements.key]);
    const declared = await Promise.all(later.map((agreement) => declarationsOf(agreement.key)));
    return withClaim(declared.flat());
  };
  const agreement = (await loaders.one(agreements, key))!;
  const [parties, declared, violations, renewed, effectiveClaim, endedBy] = await Promise.all([
    loaders.all(agreementParties, agreementParties.agreementKey, key, [agreementParties.position]),
    declarationsOf(key).then(withClaim),
    loaders
      .all(agreementViolations, agreementViolations.agreementKey, key, [
        agreementViolations.position,
      ])
      .then(withClaim),
    renewals(),
    loaders.one(claims, agreement.effectiveClaimKey),
    loaders.one(claims, agreement.endedClaimKey),
  ]);
  return {
    parties: parties.map(({ actorKey }) => actorKey),
    declarations: declared,
    effectiveAt: agreement.effectiveAt,
    effectiveClaim,
    violations,
    renewals: renewed,
    endedBy,
  };
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
