import type { AssertionFragment } from '../../../gql/graphql.ts';

/** What an agreement's page tells: claims about it, and those about events that bear on it. */
export interface AgreementClaims<Claim> {
  declarations: readonly { claim: Claim }[];
  violations: readonly { claim: Claim; denials: readonly Claim[] }[];
  claims: { totalCount: number; nodes: readonly Claim[] };
}

/** Each claim of the page once: a declaration may be about the agreement, and so come twice. */
function distinct<Claim extends { slug: string }>(
  claims: AgreementClaims<Claim>,
): Map<string, Claim> {
  const all = [
    ...claims.declarations.map(({ claim }) => claim),
    ...claims.violations.flatMap(({ claim, denials }) => [claim, ...denials]),
    ...claims.claims.nodes,
  ];
  return new Map(all.map((claim) => [claim.slug, claim]));
}

const beyond = ({ totalCount, nodes }: AgreementClaims<unknown>['claims']) =>
  totalCount - nodes.length;

/**
 * When the claims of the page came to stand, and how many of them are hidden as of then. What the API's page of claims leaves out is counted but has no moment.
 */
export function claimMoments(
  now: AgreementClaims<AssertionFragment>,
  then: AgreementClaims<{ slug: string }>,
): { moments: string[]; hidden: number } {
  const known = distinct(now);
  const shown = distinct(then);
  const later = [...known.keys()].filter((slug) => !shown.has(slug)).length;
  return {
    moments: [...known.values()].map(({ assertedAt }) => assertedAt.latest),
    hidden: later + beyond(now.claims) - beyond(then.claims),
  };
}
