import { graphql } from '../../gql/gql.ts';

export const Suggestions = graphql(`
  query Suggestions($query: String!, $types: [SearchType!], $first: Int!, $language: String) {
    search(query: $query, types: $types, first: $first) {
      nodes {
        ...SearchHit
      }
    }
  }
`);
