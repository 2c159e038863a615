import { graphql } from '../../gql/gql.ts';

export const ActorsPage = graphql(`
  query ActorsPage(
    $filter: ActorFilter
    $orderBy: ActorOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    actors(
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
        country {
          name(language: $language)
          countryCode
        }
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
export const ActorsThen = graphql(`
  query ActorsThen($asOf: DateTime, $orderBy: StatisticsOrder!, $first: Int, $language: String) {
    rows: eventStatistics(by: [ACTOR], asOf: $asOf, orderBy: $orderBy, first: $first) {
      ...BreakdownRow
      actor {
        slug
        name(language: $language)
        kind
        country {
          name(language: $language)
          countryCode
        }
      }
    }
    claimants: eventStatistics(by: [CLAIMANT], asOf: $asOf, first: 50) {
      claimant {
        name(language: $language)
      }
    }
  }
`);
