import { AGREEMENT_STATUSES, type AgreementStatus, type Stance } from '../vocabulary.ts';
import { stoodAt, type Dated } from './as-of.ts';

/** A claim that moves an agreement along. */
export interface StatusClaim extends Dated {
  key: string;
  stance: Stance;
}

/** What the status of an agreement is derived from. */
export interface AgreementFacts<Claim extends StatusClaim = StatusClaim> {
  parties: readonly string[];
  declarations: readonly { actorKey: string; claim: Claim }[];
  effectiveAt: string | null;
  /** The claim that gives `effectiveAt`; null where it needs none (a treaty's own text). */
  effectiveClaim: Claim | null;
  violations: readonly { accuserKey: string; claim: Claim }[];
  /** The declarations of the agreement that renews this one. */
  renewals: readonly { actorKey: string; claim: Claim }[];
  endedBy: Claim | null;
}

/** One step of the ledger: which status, since when, by whose word. */
export interface Milestone<Claim extends StatusClaim = StatusClaim> {
  status: AgreementStatus;
  /** The first moment at which the status was certain; ISO 8601, UTC. */
  at: string;
  /** The actor whose word made it so; null for the clock. */
  actorKey: string | null;
  claim: Claim | null;
}

/**
 * The steps an agreement had taken by a moment, in time's order: ANNOUNCED when one party declared
 * it, AGREED when all had, IN_FORCE when all had and its hour had come, BREACH_ALLEGED at each
 * allegation from the announcement on, RENEWED when a renewal was declared, ENDED when it was
 * declared over. Nothing happens after ENDED.
 */
export function milestonesOf<Claim extends StatusClaim>(
  facts: AgreementFacts<Claim>,
  asOf: string,
): Milestone<Claim>[] {
  const counts = (claim: Claim) => affirms(claim) && stoodAt(claim, asOf);

  const declared = firstOfEach(facts.declarations.filter(({ claim }) => counts(claim)));
  const first = declared[0];
  if (!first) return [];
  const course: Milestone<Claim>[] = [step('ANNOUNCED', first)];

  const agreed = facts.parties.every((party) =>
    declared.some(({ actorKey }) => actorKey === party),
  );
  if (agreed) {
    const last = declared.at(-1)!;
    course.push(step('AGREED', last));
    const inForce = effectiveMoment(facts, last.claim, asOf);
    if (inForce && inForce <= asOf) {
      course.push({ status: 'IN_FORCE', at: inForce, actorKey: null, claim: facts.effectiveClaim });
    }
  }
  const turns = facts.violations
    .filter(({ claim }) => counts(claim) && claim.assertedLatest >= first.claim.assertedLatest)
    .map(({ accuserKey, claim }) => step('BREACH_ALLEGED', { actorKey: accuserKey, claim }));
  const renewal = facts.renewals.filter(({ claim }) => counts(claim)).sort(byTime)[0];
  if (renewal) turns.push(step('RENEWED', renewal));
  if (facts.endedBy && stoodAt(facts.endedBy, asOf)) {
    turns.push(step('ENDED', { actorKey: null, claim: facts.endedBy }));
  }
  // What is said in one breath keeps the ledger's order, which sort() leaves alone.
  const ledger = [...course, ...turns].sort((a, b) => compare(a.at, b.at));
  const end = ledger.findIndex(({ status }) => status === 'ENDED');
  return end === -1 ? ledger : ledger.slice(0, end + 1);
}

/**
 * Where an agreement stood at a moment: the furthest it had come in the order of AgreementStatus, so
 * that a confirmation which comes in late does not make an alleged breach unsaid. Null when nobody
 * had certainly announced it.
 */
export function statusOf(facts: AgreementFacts, asOf: string): AgreementStatus | null {
  const reached = milestonesOf(facts, asOf).map(({ status }) => AGREEMENT_STATUSES.indexOf(status));
  return AGREEMENT_STATUSES[Math.max(...reached)] ?? null;
}

const affirms = ({ stance }: StatusClaim) => stance === 'ASSERTS' || stance === 'CONFIRMS';
const compare = (a: string, b: string) => Number(a > b) - Number(a < b);
const byTime = (a: { claim: StatusClaim }, b: { claim: StatusClaim }) =>
  compare(a.claim.assertedLatest, b.claim.assertedLatest);

function firstOfEach<Claim extends StatusClaim>(
  declarations: readonly { actorKey: string; claim: Claim }[],
): { actorKey: string; claim: Claim }[] {
  const inTime = [...declarations].sort(byTime);
  return inTime.filter(
    ({ actorKey }, index) => inTime.findIndex((other) => other.actorKey === actorKey) === index,
  );
}

function step<Claim extends StatusClaim>(
  status: AgreementStatus,
  { actorKey, claim }: { actorKey: string | null; claim: Claim },
): Milestone<Claim> {
  return { status, at: claim.assertedLatest, actorKey, claim };
}

/** In force at its hour, but not before all parties had certainly agreed and the hour was known. */
function effectiveMoment<Claim extends StatusClaim>(
  { effectiveAt, effectiveClaim }: AgreementFacts<Claim>,
  lastDeclaration: Claim,
  asOf: string,
): string | null {
  if (!effectiveAt || (effectiveClaim && !stoodAt(effectiveClaim, asOf))) return null;
  const known = [effectiveAt, lastDeclaration.assertedLatest, effectiveClaim?.assertedLatest ?? ''];
  return known.sort().at(-1)!;
}
