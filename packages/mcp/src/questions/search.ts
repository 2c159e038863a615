export const SEARCH = /* GraphQL */ `
  query McpSearch($query: String!, $types: [SearchType!], $first: Int!) {
    search(query: $query, types: $types, first: $first) {
      nodes {
        type
        match
        matchedText
        node {
          __typename
          ... on Actor {
            slug
            name
          }
          ... on Agreement {
            slug
            name
          }
          ... on Claim {
            slug
            summary
            claimant {
              __typename
              slug
              name
            }
          }
          ... on Conflict {
            slug
            name
          }
          ... on Event {
            slug
            name
          }
          ... on Place {
            slug
            name
          }
          ... on Report {
            slug
            title
          }
        }
      }
    }
  }
`;
