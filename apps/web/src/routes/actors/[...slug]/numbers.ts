import type { ActorPageQuery, ComparedFigureFragment } from '../../../gql/graphql.ts';
import { compareClaimants, type ClaimantNumbers } from '#lib/figures/compare.ts';

type Numbers = NonNullable<ActorPageQuery['actor']>['numbers'];

/** The actor's own numbers, each once, beside what others say of the same; those that others give first. */
export function numbersOf({ nodes }: Numbers, slug: string): ClaimantNumbers | null {
  const figures = new Map<string, ComparedFigureFragment>();
  // Its latest word comes first, and is the one that counts.
  for (const { figure, ...claim } of nodes) {
    if (!figure) continue;
    const { voices, claimantCount } = figure;
    const own = voices.find(({ claimant }) => claimant.slug === slug);
    if (own) figures.set(own.slug, figure);
    // Of a figure that has more claimants than are asked for it may be none.
    else if (claimantCount > voices.length) {
      const known = [...figures.values()].some((each) => each.figureId === figure.figureId);
      if (!known) figures.set(claim.slug, { ...figure, voices: [claim, ...voices] });
    }
  }
  const mine = compareClaimants([...figures.values()]).find(
    ({ claimant }) => claimant.slug === slug,
  );
  return mine ? { ...mine, claims: mine.claims.toSorted((a, b) => b.rivals - a.rivals) } : null;
}
