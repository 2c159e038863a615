import { CLAIM } from './shared.ts';

export const CHANGES = /* GraphQL */ `
  query McpChanges(
    $since: DateTime!
    $until: DateTime!
    $conflict: ID
    $asOf: DateTime
    $language: String
    $first: Int!
    $after: String
  ) {
    changes(
      since: $since
      until: $until
      conflict: $conflict
      orderBy: EARLIEST_FIRST
      first: $first
      after: $after
    ) {
      totalCount
      nodes {
        at
        kind
        claim {
          ...ClaimFields
        }
        before {
          low
          best
          high
        }
        after {
          low
          best
          high
        }
        milestone {
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${CLAIM}
`;
