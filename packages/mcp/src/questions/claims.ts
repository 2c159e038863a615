import { CLAIM } from './shared.ts';

export const CLAIMS = /* GraphQL */ `
  query McpClaims(
    $filter: ClaimFilter
    $asOf: DateTime!
    $language: String
    $first: Int!
    $after: String
  ) {
    claims(filter: $filter, asOf: $asOf, orderBy: EARLIEST_FIRST, first: $first, after: $after) {
      totalCount
      nodes {
        ...ClaimFields
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${CLAIM}
`;

export const CLAIM_CHAIN = /* GraphQL */ `
  query McpClaim($slug: String!, $asOf: DateTime!, $language: String) {
    claim(slug: $slug) {
      ...ClaimFields
      rankReason
      attribution {
        position
        role
        actor {
          __typename
          slug
          name(language: $language)
        }
        locator
        report {
          __typename
          slug
          title
          url
        }
      }
      supersedes(asOf: $asOf) {
        ...ClaimFields
      }
      supersededBy(asOf: $asOf) {
        ...ClaimFields
      }
      answers(asOf: $asOf) {
        ...ClaimFields
      }
      answeredBy(asOf: $asOf) {
        ...ClaimFields
      }
    }
  }
  ${CLAIM}
`;
