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

/** A figure is asked for by a claim of it, whichever. */
export const EmbeddedFigure = graphql(`
  query EmbeddedFigure($slug: String!, $asOf: DateTime, $language: String) {
    claim(slug: $slug) {
      dataset {
        name
        version
        licence
        citation
      }
      figure(asOf: $asOf) {
        ...FigureRow
      }
    }
  }
`);

export type EmbeddedDataset = NonNullable<NonNullable<EmbeddedClaimQuery['claim']>['dataset']>;
