/** What the as-of rule needs of a claim; instants as canonical ISO text, so text order is time order. */
export interface Dated {
  assertedLatest: string;
  withdrawnAt: string | null;
}

/**
 * Whether a claim stood at a moment: it had certainly been asserted by then (the latest bound counts)
 * and had not been withdrawn.
 */
export function stoodAt(claim: Dated, asOf: string): boolean {
  return claim.assertedLatest <= asOf && (claim.withdrawnAt === null || claim.withdrawnAt > asOf);
}

/** Whether a claim had certainly been asserted by a moment, and been withdrawn by then. */
export function withdrawnBy(claim: Dated, asOf: string): boolean {
  return claim.assertedLatest <= asOf && claim.withdrawnAt !== null && claim.withdrawnAt <= asOf;
}
