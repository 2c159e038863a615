import { graphql } from '../../gql/gql.ts';

export const DyadsPage = graphql(`
  query DyadsPage(
    $orderBy: DyadOrder!
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
    dyads(
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
        ...DyadRow
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

/** Who fights whom, and in which conflict. */
export const DyadRow = graphql(`
  fragment DyadRow on Dyad {
    slug
    ...DyadName
    externalIds {
      scheme
      value
    }
    conflict {
      name(language: $language)
      kind
      violence
    }
  }
`);

/** By what was known at a moment, the most first. */
export const DyadsThen = graphql(`
  query DyadsThen(
    $asOf: DateTime
    $orderBy: StatisticsOrder!
    $first: Int! = 50
    $within: EventFilter
    $language: String
  ) {
    rows: eventStatistics(
      by: [DYAD]
      filter: $within
      asOf: $asOf
      orderBy: $orderBy
      first: $first
    ) {
      ...BreakdownRow
      dyad {
        ...DyadRow
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
