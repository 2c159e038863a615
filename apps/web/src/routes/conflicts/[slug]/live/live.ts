import { graphql } from '../../../../gql/gql.ts';

export const ClaimRecorded = graphql(`
  subscription ClaimRecorded($conflict: ID!) {
    claimRecorded(conflict: $conflict) {
      recordedAt
      ...ClaimCard
    }
  }
`);

export const ClaimsRecordedSince = graphql(`
  query ClaimsRecordedSince($conflict: ID!, $since: DateTime!) {
    claims(filter: { conflicts: [$conflict], recordedAfter: $since }, first: 50) {
      nodes {
        recordedAt
        ...ClaimCard
      }
    }
  }
`);
