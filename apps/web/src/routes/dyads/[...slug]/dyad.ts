import { graphql } from '../../../gql/gql.ts';
import type { DyadPageQuery } from '../../../gql/graphql.ts';

export type Dyad = NonNullable<DyadPageQuery['dyad']>;

export const DyadPage = graphql(`
  query DyadPage(
    $slug: String!
    $within: EventFilter!
    $asOf: DateTime
    $orderBy: EventOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    dyad(slug: $slug) {
      slug
      ...DyadName
      conflict {
        slug
        name(language: $language)
        kind
        violence
      }
      externalIds {
        scheme
        value
      }
      totals(asOf: $asOf) {
        ...TotalsSentence
      }
      figures(asOf: $asOf) {
        ...ComparedFigure
        ...FigureOfYear
        contested
      }
      events(
        asOf: $asOf
        orderBy: $orderBy
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
          ...EventRow
        }
      }
    }
    map: eventMap(zoom: 9, filter: $within, asOf: $asOf, first: 300) {
      ...EventCell
    }
  }
`);
