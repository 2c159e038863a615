import type { EmbeddedClaimQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/gql.ts';

export const EmbeddedClaim = graphql(`
  query EmbeddedClaim($slug: String!, $asOf: DateTime, $language: String) {
    claim(slug: $slug) {
      ...ClaimCard
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

/** A figure is asked for by a claim of it: it is one of those of the claim's subject. */
export const EmbeddedFigure = graphql(`
  query EmbeddedFigure($slug: String!, $asOf: DateTime, $language: String) {
    claim(slug: $slug) {
      dataset {
        name
        version
        licence
        citation
      }
      subject {
        __typename
        ... on Event {
          slug
          figures(asOf: $asOf) {
            ...FigureRow
          }
        }
        ... on Conflict {
          slug
          figures(asOf: $asOf) {
            ...FigureRow
          }
        }
        ... on Place {
          slug
          figures(asOf: $asOf) {
            ...FigureRow
          }
        }
        ... on Agreement {
          slug
        }
      }
    }
  }
`);

export type EmbeddedDataset = NonNullable<NonNullable<EmbeddedClaimQuery['claim']>['dataset']>;
