import { graphql } from '../../../gql/gql.ts';

export const FirstPage = graphql(`
  query FirstPage($filter: EventFilter, $after: String) {
    events(filter: $filter, first: 2, after: $after, orderBy: EARLIEST_FIRST) {
      totalCount
      nodes {
        slug
        name
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
