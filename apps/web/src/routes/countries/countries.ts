import { graphql } from '../../gql/gql.ts';

export const CountriesPage = graphql(`
  query CountriesPage(
    $filter: PlaceFilter
    $orderBy: PlaceOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $span: DateRange
    $ordered: DateRange
    $unit: SeriesUnit!
    $within: EventFilter
    $language: String
  ) {
    countries(
      filter: $filter
      orderBy: $orderBy
      during: $ordered
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
        totals(during: $span) {
          ...TotalsRow
          deathsSpanning {
            best
          }
        }
        series(by: $unit, during: $span) {
          ...YearOfDeaths
        }
      }
    }
    coverage {
      ...SpanCoverage
    }
    claimants: eventStatistics(by: [CLAIMANT], filter: $within, first: 50) {
      claimant {
        name(language: $language)
      }
    }
  }
`);

/** By what was known at a moment, the most first. */
export const CountriesThen = graphql(`
  query CountriesThen(
    $asOf: DateTime
    $orderBy: StatisticsOrder!
    $first: Int
    $within: EventFilter
    $language: String
  ) {
    rows: eventStatistics(
      by: [COUNTRY]
      filter: $within
      asOf: $asOf
      orderBy: $orderBy
      first: $first
    ) {
      ...BreakdownRow
      country {
        slug
        name(language: $language)
        countryCode
      }
    }
    coverage(asOf: $asOf) {
      ...SpanCoverage
    }
    claimants: eventStatistics(by: [CLAIMANT], filter: $within, asOf: $asOf, first: 50) {
      claimant {
        name(language: $language)
      }
    }
  }
`);
