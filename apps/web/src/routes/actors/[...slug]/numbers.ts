import type { ActorPageQuery, ComparedFigureFragment } from '../../../gql/graphql.ts';
import { compareClaimants, type ClaimantNumbers } from '#lib/figures/compare.ts';

type Numbers = NonNullable<ActorPageQuery['actor']>['numbers'];

/** The actor's own numbers, each once, beside what others say of the same; those that others give first. */
export function numbersOf({ nodes }: Numbers, slug: string): ClaimantNumbers | null {
  const figures = new Map<string, ComparedFigureFragment>();
  for (const { subject } of nodes) {
    if (!('figures' in subject)) continue;
    for (const figure of subject.figures) {
      const own = figure.current.find(({ claimant }) => claimant.slug === slug);
      if (own) figures.set(own.slug, figure);
    }
  }
  const mine = compareClaimants([...figures.values()]).find(
    ({ claimant }) => claimant.slug === slug,
  );
  return mine ? { ...mine, claims: mine.claims.toSorted((a, b) => b.rivals - a.rivals) } : null;
}
