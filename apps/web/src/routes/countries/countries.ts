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

/** By what was known at a moment, the most first. */
export const CountriesThen = graphql(`
  query CountriesThen($asOf: DateTime, $orderBy: StatisticsOrder!, $first: Int, $language: String) {
    rows: eventStatistics(by: [COUNTRY], asOf: $asOf, orderBy: $orderBy, first: $first) {
      ...BreakdownRow
      country {
        slug
        name(language: $language)
        countryCode
      }
    }
    claimants: eventStatistics(by: [CLAIMANT], asOf: $asOf, first: 50) {
      claimant {
        name(language: $language)
      }
    }
  }
`);
