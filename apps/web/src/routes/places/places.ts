import { graphql } from '../../gql/gql.ts';

export const PlacesPage = graphql(`
  query PlacesPage(
    $filter: PlaceFilter
    $orderBy: PlaceOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    places(
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
        slug
        name(language: $language)
        kind
        parent {
          slug
          name(language: $language)
          countryCode
        }
        country {
          slug
          name(language: $language)
          countryCode
        }
      }
    }
  }
`);
