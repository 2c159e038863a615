import { graphql } from '../../gql/gql.ts';
import type { ComparedClaimantsQuery, ClaimantsWhoCompareQuery } from '../../gql/graphql.ts';

/** Figures with most claimants: whoever counts the same can be compared. */
export const Rivals = graphql(`
  fragment Rivals on Query {
    rivals: figures(filter: { minClaimants: 2 }, orderBy: MOST_CLAIMANTS, first: 50) {
      totalCount
      nodes {
        figureId
        voices: mainClaims(first: 12) {
          slug
          claimant {
            slug
            name(language: $language)
          }
        }
      }
    }
  }
`);

export const ClaimantsWhoCompare = graphql(`
  query ClaimantsWhoCompare($language: String) {
    ...Rivals
  }
`);

export const ComparedClaimants = graphql(`
  query ComparedClaimants(
    $claimants: [ID!]!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    ...Rivals
    counts: compareClaimants(claimants: $claimants, asOf: $asOf) {
      claimant {
        slug
        name(language: $language)
      }
      compared
      highest
      lowest
      same
    }
    compared: comparedFigures(
      claimants: $claimants
      asOf: $asOf
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      totalCount
      pageInfo {
        ...Pager
      }
      nodes {
        difference
        ratio
        overlaps
        higher {
          ...ComparedVoice
        }
        claims {
          ...ComparedVoice
        }
        figure {
          ...ComparedFigure
        }
      }
    }
  }
`);

export type Compared = ComparedClaimantsQuery['compared']['nodes'][number];
type Rival = ClaimantsWhoCompareQuery['rivals']['nodes'][number];
export type Claimant = Rival['voices'][number]['claimant'];

export interface Pair {
  claimants: [Claimant, Claimant];
  /** How many of the figures both count. */
  figures: number;
}

/** Who counts the same as whom, those with most in common first. */
export function pairsOf(rivals: readonly Rival[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { voices } of rivals) {
    const claimants = [
      ...new Map(voices.map(({ claimant }) => [claimant.slug, claimant])).values(),
    ].toSorted(bySlug);
    for (const [at, one] of claimants.entries()) {
      for (const other of claimants.slice(at + 1)) {
        const key = JSON.stringify([one.slug, other.slug]);
        const pair = pairs.get(key) ?? { claimants: [one, other], figures: 0 };
        pairs.set(key, { ...pair, figures: pair.figures + 1 });
      }
    }
  }
  return [...pairs.values()].toSorted(
    (one, other) =>
      other.figures - one.figures ||
      one.claimants[0].name.localeCompare(other.claimants[0].name) ||
      one.claimants[1].name.localeCompare(other.claimants[1].name),
  );
}

/** Each claimant once, by name; with `chosen`, who may be none of them. */
export function claimantsAmong(
  rivals: readonly Rival[],
  chosen: readonly Claimant[] = [],
): Claimant[] {
  const all = [...chosen, ...rivals.flatMap(({ voices }) => voices.map((each) => each.claimant))];
  return [...new Map(all.map((each) => [each.slug, each])).values()].toSorted((one, other) =>
    one.name.localeCompare(other.name),
  );
}

const bySlug = (one: Claimant, other: Claimant) => (one.slug < other.slug ? -1 : 1);
