import { graphql } from '../../../../gql/gql.ts';

export const ConflictEventsPage = graphql(`
  query ConflictEventsPage(
    $slug: String!
    $asOf: DateTime
    $begun: EventFilter
    $filter: EventFilter
    $orderBy: EventOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    conflict(slug: $slug) {
      slug
      name(language: $language)
      parties {
        side
        actor {
          country {
            countryCode
          }
        }
      }
      places {
        countryCode
      }
      all: events(filter: $begun, first: 1) {
        totalCount
      }
      events(
        filter: $filter
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
  }
`);
