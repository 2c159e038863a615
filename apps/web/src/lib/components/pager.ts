import { graphql } from '../../gql/gql.ts';

export const PagerFragment = graphql(`
  fragment Pager on PageInfo {
    startCursor
    endCursor
    hasNextPage
    hasPreviousPage
  }
`);

export const PAGE_SIZE = 20;

/** The connection arguments that a page's address asks for. */
export function pageOf({ searchParams }: Pick<URL, 'searchParams'>) {
  const before = searchParams.get('before');
  return before
    ? { last: PAGE_SIZE, before, first: null, after: null }
    : { first: PAGE_SIZE, after: searchParams.get('after'), last: null, before: null };
}
