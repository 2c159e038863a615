import { graphql } from '../../gql/gql.ts';

// Apart from pager.ts, which browsers load: a document brings all documents with it.
export const PagerFragment = graphql(`
  fragment Pager on PageInfo {
    startCursor
    endCursor
    hasNextPage
    hasPreviousPage
  }
`);
