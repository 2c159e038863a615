import type { EmbeddedClaimQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/gql.ts';

export const EmbeddedClaim = graphql(`
  query EmbeddedClaim($slug: String!, $asOf: DateTime, $language: String) {
    claim(slug: $slug) {
      ...ClaimCard
      ...ClaimOrigin
      dataset {
        name
        version
        licence
        citation
      }
      withdrawnAt(asOf: $asOf)
      supersededBy(asOf: $asOf) {
        quantity {
          low
          best
          high
          quantifier
        }
        summary
        assertedAt {
          earliest
          latest
          precision
          zone
        }
      }
    }
  }
`);

/** Where a figure's claim is from: beside `FigureRow` where one figure is shown alone. */
export const FigureSourceFragment = graphql(`
  fragment FigureSource on Claim {
    claimant {
      slug
    }
    attribution {
      position
      role
      locator
      actor {
        name(language: $language)
        slug
      }
      report {
        title
        slug
      }
    }
    dataset {
      name
      version
      licence
      citation
    }
  }
`);

/** A figure is asked for by a claim of it, whichever. */
export const EmbeddedFigure = graphql(`
  query EmbeddedFigure($slug: String!, $asOf: DateTime, $language: String) {
    claim(slug: $slug) {
      figure(asOf: $asOf) {
        ...FigureRow
        ...FigureTime
        voices: mainClaims(first: 12) {
          ...FigureSource
        }
      }
    }
  }
`);

export type EmbeddedDataset = NonNullable<NonNullable<EmbeddedClaimQuery['claim']>['dataset']>;
