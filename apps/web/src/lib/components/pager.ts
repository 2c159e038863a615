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
export function pageOf({ searchParams }: Pick<URL, 'searchParams'>, size: number = PAGE_SIZE) {
  const before = searchParams.get('before');
  return before
    ? { last: size, before, first: null, after: null }
    : { first: size, after: searchParams.get('after'), last: null, before: null };
}
