import { graphql } from '../../gql/gql.ts';

export const ActorsPage = graphql(`
  query ActorsPage(
    $filter: ActorFilter
    $orderBy: ActorOrder!
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
    actors(
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
        kind
        country {
          name(language: $language)
          countryCode
        }
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
export const ActorsThen = graphql(`
  query ActorsThen(
    $asOf: DateTime
    $orderBy: StatisticsOrder!
    $first: Int
    $within: EventFilter
    $language: String
  ) {
    rows: eventStatistics(
      by: [ACTOR]
      filter: $within
      asOf: $asOf
      orderBy: $orderBy
      first: $first
    ) {
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
