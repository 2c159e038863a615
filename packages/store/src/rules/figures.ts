import type { Rank, Stance } from '../vocabulary.ts';
import { stoodAt, type Dated } from './as-of.ts';
import { FIGURE_SCOPE, type FigureScope } from './figure-scope.ts';
import { areApart, rangeOf, type Quantity } from './range.ts';

/** What the figure rule needs of a claim; a row of the claims table has it all. */
export interface FigureClaim extends Dated, Quantity, FigureScope {
  key: string;
  kind: string;
  stance: Stance;
  rank: Rank;
  claimantKey: string;
  assertedEarliest: string;
  supersedesKey: string | null;
  subjectConflictKey: string | null;
  subjectEventKey: string | null;
  subjectAgreementKey: string | null;
  subjectPlaceKey: string | null;
}

/** The same by name, for who brings no more than it takes. */
export const FIGURE_CLAIM_COLUMNS = [
  ...FIGURE_SCOPE,
  'key',
  'kind',
  'stance',
  'rank',
  'claimantKey',
  'assertedEarliest',
  'assertedLatest',
  'withdrawnAt',
  'low',
  'best',
  'high',
  'quantifier',
  'supersedesKey',
  'subjectConflictKey',
  'subjectEventKey',
  'subjectAgreementKey',
  'subjectPlaceKey',
] as const satisfies readonly (keyof FigureClaim)[];

/**
 * What is claimed of one quantity: one subject, metric, population, party, measure, period, dyad and
 * place. Nothing in it is summed or averaged.
 */
export interface Figure<Claim extends FigureClaim = FigureClaim> {
  /** Any claim of the figure: they agree on what they count. */
  scope: Claim;
  /** Persons, over `current`; null where nobody gives a number. */
  low: number | null;
  high: number | null;
  /** Somebody says "at least" or "more than", so the true top is open. */
  openEnded: boolean;
  /** The current claim ranked preferred, if the record ranks one so. */
  preferred: Claim | null;
  /** Some two current claims have no number in common. */
  contested: boolean;
  /** The latest word of each claimant, on which low, high and contested stand. */
  current: Claim[];
  /** Every claim that stood by then, earliest first. */
  claims: Claim[];
}

/** The figures that the claims gave at a moment, in the order their claims first came. */
export function figuresOf<Claim extends FigureClaim>(
  claims: readonly Claim[],
  asOf: string,
): Figure<Claim>[] {
  const standing = claims
    .filter((claim) => claim.kind === 'FIGURE' && stoodAt(claim, asOf))
    .sort(inOrder);
  return [...Map.groupBy(standing, scopeOf).values()].map(figureOf);
}

/** Claims with the same scope speak of the same quantity, and only they compete. */
function scopeOf(claim: FigureClaim): string {
  return JSON.stringify([
    claim.subjectConflictKey,
    claim.subjectEventKey,
    claim.subjectAgreementKey,
    claim.subjectPlaceKey,
    ...FIGURE_SCOPE.map((column) => claim[column]),
  ]);
}

function inOrder(a: FigureClaim, b: FigureClaim): number {
  return (
    compare(a.assertedLatest, b.assertedLatest) ||
    compare(a.assertedEarliest, b.assertedEarliest) ||
    // Said at the same moment as far as is known: what supersedes comes after what it supersedes.
    Number(a.supersedesKey === b.key) - Number(b.supersedesKey === a.key) ||
    compare(a.key, b.key)
  );
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

function figureOf<Claim extends FigureClaim>(claims: Claim[]): Figure<Claim> {
  const current = latestOfEach(claims);
  const ranges = current.map(rangeOf).filter((range) => range !== null);
  const named = current.flatMap(({ low, best, high }) =>
    [low, best, high].filter((value) => value !== null),
  );
  return {
    scope: claims[0]!,
    low: named.length > 0 ? Math.min(...named) : null,
    high: named.length > 0 ? Math.max(...named) : null,
    openEnded: ranges.some(({ high }) => high === Infinity),
    preferred: current.find(({ rank }) => rank === 'PREFERRED') ?? null,
    contested: areApart(ranges),
    current,
    claims,
  };
}

/**
 * Each claimant's latest word. A deprecated claim is on record but counts for nothing; nor does a
 * number that its claimant denies or cannot confirm; and a claim that another has superseded is past.
 */
function latestOfEach<Claim extends FigureClaim>(claims: readonly Claim[]): Claim[] {
  const counting = claims.filter(
    ({ rank, stance }) => rank !== 'DEPRECATED' && (stance === 'ASSERTS' || stance === 'CONFIRMS'),
  );
  const superseded = new Set(counting.map(({ supersedesKey }) => supersedesKey));
  const byClaimant = new Map<string, Claim>();
  for (const claim of counting) {
    if (superseded.has(claim.key)) continue;
    // Set anew, so that the map keeps the order in which the claimants last spoke.
    byClaimant.delete(claim.claimantKey);
    byClaimant.set(claim.claimantKey, claim);
  }
  return [...byClaimant.values()];
}
