import { graphql } from '../../../gql/gql.ts';
import type { PlacePageQuery } from '../../../gql/graphql.ts';

export type Place = NonNullable<PlacePageQuery['place']>;

export const PlacePage = graphql(`
  query PlacePage(
    $slug: String!
    $within: EventFilter
    $asOf: DateTime
    $orderBy: EventOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    place(slug: $slug) {
      slug
      name(language: $language)
      kind
      countryCode
      latitude
      longitude
      names {
        language
        name
      }
      otherNames {
        language
        name
      }
      externalIds {
        scheme
        value
      }
      parent {
        slug
        name(language: $language)
        countryCode
        parent {
          slug
          name(language: $language)
          countryCode
        }
      }
      country {
        slug
        name(language: $language)
        countryCode
      }
      children(first: 60) {
        totalCount
        nodes {
          slug
          name(language: $language)
          kind
        }
      }
      conflicts(first: 12) {
        totalCount
        nodes {
          slug
          name(language: $language)
        }
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
