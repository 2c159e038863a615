import type { Hidden } from '#lib/as-of/later-claims.ts';
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

type Page = AgreementClaims<AssertionFragment>['claims'];

/**
 * When the claims of the page came to stand, and how many of them are hidden as of then. What the API's page of claims leaves out is counted but has no moment.
 *
 * @param now with what was withdrawn since, the latest first: of that, too, some came later than the moment shown
 */
export function claimMoments(
  now: AgreementClaims<AssertionFragment> & {
    withdrawn: Page;
    withdrawnViolations: readonly { claim: AssertionFragment }[];
  },
  then: AgreementClaims<{ slug: string }>,
  asOf: string | null,
): { moments: string[]; hidden: Hidden | null } {
  const known = distinct(now);
  const shown = distinct(then);
  const later = [...known.keys()].filter((slug) => !shown.has(slug)).length;
  const isLater = ({ assertedAt }: AssertionFragment) => asOf !== null && assertedAt.latest > asOf;
  const { nodes, totalCount } = now.withdrawn;
  const alleged = now.withdrawnViolations.map(({ claim }) => claim);
  const withdrawn = new Map([...nodes, ...alleged].map((claim) => [claim.slug, claim]));
  const laterWithdrawn = [...withdrawn.values()].filter(isLater);
  const claims = later + laterWithdrawn.length + beyond(now.claims) - beyond(then.claims);
  const isAtLeast = nodes.every(isLater) && totalCount > nodes.length;
  // Then it is not so that nothing is later.
  const isUnknown = claims === 0 && [...withdrawn.keys()].some((slug) => shown.has(slug));
  return {
    moments: [...known.values(), ...withdrawn.values()].map(({ assertedAt }) => assertedAt.latest),
    hidden: isUnknown ? null : { claims, isAtLeast },
  };
}
