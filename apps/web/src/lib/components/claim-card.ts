import { graphql } from '../../gql/gql.ts';

export const ClaimCardFragment = graphql(`
  fragment ClaimCard on Claim {
    slug
    kind
    metric
    stance
    summary
    quantity {
      low
      best
      high
      quantifier
    }
    assertedAt {
      earliest
      latest
      precision
      edtf
      zone
    }
    claimant {
      name
      slug
    }
    attribution {
      position
      role
      locator
      actor {
        name
        slug
        kind
      }
      report {
        title
        slug
        url
      }
    }
    sourceReliability
    informationCredibility
    rank
    rankReason
    subject {
      __typename
      ... on Event {
        slug
        name
      }
      ... on Conflict {
        slug
        name
      }
      ... on Agreement {
        slug
        name
      }
    }
  }
`);
