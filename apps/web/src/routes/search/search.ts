import { graphql } from '../../gql/gql.ts';

export const SearchPage = graphql(`
  query SearchPage(
    $query: String!
    $types: [SearchType!]
    $first: Int!
    $after: String
    $language: String
  ) {
    hits: search(query: $query, types: $types, first: $first, after: $after) {
      totalCount
      pageInfo {
        ...Pager
      }
      nodes {
        ...SearchHit
      }
    }
    CONFLICT: search(query: $query, types: [CONFLICT], first: 1) {
      totalCount
    }
    AGREEMENT: search(query: $query, types: [AGREEMENT], first: 1) {
      totalCount
    }
    PLACE: search(query: $query, types: [PLACE], first: 1) {
      totalCount
    }
    ACTOR: search(query: $query, types: [ACTOR], first: 1) {
      totalCount
    }
    DYAD: search(query: $query, types: [DYAD], first: 1) {
      totalCount
    }
    EVENT: search(query: $query, types: [EVENT], first: 1) {
      totalCount
    }
    CLAIM: search(query: $query, types: [CLAIM], first: 1) {
      totalCount
    }
    REPORT: search(query: $query, types: [REPORT], first: 1) {
      totalCount
    }
  }
`);
