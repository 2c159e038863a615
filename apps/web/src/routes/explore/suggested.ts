import { graphql } from '../../gql/gql.ts';

export const ExploreSuggested = graphql(`
  query ExploreSuggested($query: String!, $types: [SearchType!], $language: String) {
    search(query: $query, types: $types, first: 6) {
      nodes {
        match
        matchedText
        node {
          __typename
          ... on Conflict {
            slug
            name(language: $language)
          }
          ... on Actor {
            slug
            name(language: $language)
          }
          ... on Place {
            slug
            name(language: $language)
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
