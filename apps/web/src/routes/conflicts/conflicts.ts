import { graphql } from '../../gql/gql.ts';

export const ConflictsPage = graphql(`
  query ConflictsPage(
    $filter: ConflictFilter
    $orderBy: ConflictOrder!
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
    conflicts(
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
        violence
        incompatibility
        incompatibilityOver
        startedOn
        summary
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
    curated: conflicts(filter: { curated: true }, first: 1) {
      totalCount
    }
    all: conflicts(first: 1) {
      totalCount
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
export const ConflictsThen = graphql(`
  query ConflictsThen(
    $asOf: DateTime
    $orderBy: StatisticsOrder!
    $first: Int
    $within: EventFilter
    $language: String
  ) {
    rows: eventStatistics(
      by: [CONFLICT]
      filter: $within
      asOf: $asOf
      orderBy: $orderBy
      first: $first
    ) {
      ...BreakdownRow
      conflict {
        slug
        name(language: $language)
        kind
        violence
        incompatibility
        incompatibilityOver
        startedOn
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
