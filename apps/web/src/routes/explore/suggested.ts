import { graphql } from '../../gql/gql.ts';

export const ExploreSuggested = graphql(`
  query ExploreSuggested($query: String!, $types: [SearchType!]) {
    search(query: $query, types: $types, first: 6) {
      nodes {
        matchedText
        node {
          __typename
          ... on Conflict {
            slug
            name
          }
          ... on Actor {
            slug
            name
          }
          ... on Place {
            slug
            name
          }
          ... on Event {
            slug
            name
          }
        }
      }
    }
  }
`);
