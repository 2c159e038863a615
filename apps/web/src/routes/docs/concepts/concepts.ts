import { graphql } from '../../../gql/gql.ts';

export const ConceptsPage = graphql(`
  query Concepts(
    $claim: String!
    $slug: String!
    $conflict: ID!
    $agreement: String!
    $morning: DateTime!
    $that: DateTime!
    $later: DateTime!
    $language: String
  ) {
    claim(slug: $claim) {
      kind
      metric
      summary
      quantity {
        low
        best
        high
        quantifier
      }
      assertedAt {
        edtf
        precision
        latest
      }
      attribution {
        role
        actor {
          name(language: $language)
        }
        locator
      }
    }
    figures: conflict(slug: $slug) {
      then: figures(metric: EVACUATED, asOf: $that) {
        low
        high
        contested
        current {
          claimant {
            name(language: $language)
          }
        }
      }
      later: figures(metric: EVACUATED, asOf: $later) {
        low
        high
        contested
        current {
          claimant {
            name(language: $language)
          }
        }
      }
    }
    agreement(slug: $agreement) {
      morning: status(asOf: $morning)
      night: status(asOf: $that)
    }
    events(filter: { conflicts: [$conflict], located: true }, first: 1) {
      nodes {
        name
        time {
          edtf
          precision
        }
        location {
          latitude
          longitude
          precision
        }
      }
    }
  }
`);

export const CONCEPTS = {
  claim: 'kgz-tjk-evacuated-120000',
  slug: 'kyrgyzstan-tajikistan',
  conflict: 'kyrgyzstan-tajikistan',
  agreement: 'kyrgyzstan-tajikistan-ceasefire-2022-09-16',
  morning: '2022-09-16T09:00:00Z',
  that: '2022-09-16T23:59:59Z',
  later: '2022-09-18T23:59:59Z',
};
