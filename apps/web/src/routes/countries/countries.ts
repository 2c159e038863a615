import { graphql } from '../../gql/gql.ts';

export const CountriesPage = graphql(`
  query CountriesPage(
    $filter: PlaceFilter
    $orderBy: PlaceOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    countries(
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
        countryCode
        totals {
          ...TotalsRow
        }
        series(by: YEAR) {
          ...YearOfDeaths
        }
      }
    }
    claimants: eventStatistics(by: [CLAIMANT], first: 50) {
      claimant {
        name(language: $language)
      }
    }
  }
`);
