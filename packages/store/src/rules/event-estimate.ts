import { EVENT_DEATHS, hasScope } from './figure-scope.ts';
import { figuresOf, type FigureClaim } from './figures.ts';

/**
 * The claim that gives an event's own estimate of deaths at a moment: the latest word of its
 * dataset's provider on everyone's deaths in the whole of it. Null where the provider had given none.
 */
export function estimateOf<Claim extends FigureClaim>(
  claims: readonly Claim[],
  providerKey: string | null,
  asOf: string,
): Claim | null {
  const own = claims.filter(
    (claim) => claim.claimantKey === providerKey && hasScope(claim, EVENT_DEATHS),
  );
  const [figure] = figuresOf(own, asOf);
  return figure?.current.find(({ best }) => best !== null) ?? null;
}
