import { graphql } from '../../../gql/gql.ts';
import type { PlacePageQuery } from '../../../gql/graphql.ts';

export type Place = NonNullable<PlacePageQuery['place']>;

export const PlacePage = graphql(`
  query PlacePage(
    $slug: String!
    $within: EventFilter
    $wide: EventFilter
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
      latitude
      longitude
      names {
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
        parent {
          slug
          name(language: $language)
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
    eventStatistics(by: [MONTH, VIOLENCE], filter: $within, asOf: $asOf, first: 1500) {
      month
      violence
      events
      eventsWithoutFigure
      deaths {
        low
        best
        high
      }
    }
    wide: events(filter: $wide, asOf: $asOf, orderBy: DEADLIEST_FIRST, first: 100) {
      totalCount
      nodes {
        ...WideEvent
      }
    }
    datasets {
      provider {
        name(language: $language)
      }
      events(first: 1, asOf: $asOf) {
        nodes {
          id
        }
      }
    }
  }
`);
