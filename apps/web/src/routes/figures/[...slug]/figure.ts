import { graphql } from '../../../gql/gql.ts';

/** A figure is asked for by a claim of it, whichever; its claims come in pages. */
export const FigurePage = graphql(`
  query FigurePage(
    $slug: String!
    $filter: ClaimFilter!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    claim(slug: $slug) {
      conflict {
        slug
        name(language: $language)
        parties {
          side
          actor {
            slug
          }
        }
      }
      figure(asOf: $asOf) {
        ...FigureRow
      }
    }
    claims(
      filter: $filter
      orderBy: EARLIEST_FIRST
      asOf: $asOf
      first: $first
      after: $after
      last: $last
      before: $before
    ) {
      totalCount
      pageInfo {
        ...Pager
      }
      nodes {
        ...FigureClaim
      }
    }
  }
`);
