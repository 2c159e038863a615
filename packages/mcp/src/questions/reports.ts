import { CLAIM } from './shared.ts';

export const REPORT = /* GraphQL */ `
  query McpReport(
    $slug: String!
    $asOf: DateTime!
    $language: String
    $first: Int!
    $after: String
  ) {
    report(slug: $slug) {
      __typename
      slug
      title
      url
      publisher {
        name(language: $language)
      }
      claims(asOf: $asOf, first: $first, after: $after) {
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
  }
  ${CLAIM}
`;
