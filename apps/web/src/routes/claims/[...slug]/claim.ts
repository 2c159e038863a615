import { graphql } from '../../../gql/gql.ts';

export const ClaimPage = graphql(`
  query ClaimPage($slug: String!, $asOf: DateTime) {
    claim(slug: $slug) {
      ...ClaimCard
      population
      measure
      party {
        slug
        name
      }
      period {
        earliest
        latest
        precision
        edtf
        zone
      }
      place {
        name
      }
      parts {
        population
        best
        party {
          name
        }
      }
      conflict {
        slug
        name
      }
      answers {
        ...ClaimCard
      }
      answeredBy(asOf: $asOf) {
        ...ClaimCard
      }
      supersedes {
        ...ClaimCard
      }
      supersededBy(asOf: $asOf) {
        ...ClaimCard
      }
      recordedAt
      withdrawnAt
    }
  }
`);
