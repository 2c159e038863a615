import { graphql } from '../../../../gql/gql.ts';

export const ClaimRecorded = graphql(`
  subscription ClaimRecorded($conflict: ID!, $asOf: DateTime, $language: String) {
    claimRecorded(conflict: $conflict) {
      recordedAt
      ...ClaimCard
    }
  }
`);

export const ClaimsRecordedSince = graphql(`
  query ClaimsRecordedSince($conflict: ID!, $since: DateTime!, $asOf: DateTime, $language: String) {
    claims(filter: { conflicts: [$conflict], recordedAfter: $since }, first: 50) {
      nodes {
        recordedAt
        ...ClaimCard
      }
    }
  }
`);
