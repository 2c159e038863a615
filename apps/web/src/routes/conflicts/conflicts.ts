import { graphql } from '../../gql/gql.ts';

export const ConflictsPage = graphql(`
  query ConflictsPage(
    $filter: ConflictFilter
    $orderBy: ConflictOrder!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    conflicts(
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
        violence
        incompatibility
        incompatibilityOver
        startedOn
        summary
        totals {
          ...TotalsRow
        }
        series(by: YEAR) {
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
    claimants: eventStatistics(by: [CLAIMANT], first: 50) {
      claimant {
        name(language: $language)
      }
    }
  }
`);

/** By what was known at a moment, the most first. */
export const ConflictsThen = graphql(`
  query ConflictsThen($asOf: DateTime, $orderBy: StatisticsOrder!, $first: Int, $language: String) {
    rows: eventStatistics(by: [CONFLICT], asOf: $asOf, orderBy: $orderBy, first: $first) {
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
    claimants: eventStatistics(by: [CLAIMANT], asOf: $asOf, first: 50) {
      claimant {
        name(language: $language)
      }
    }
  }
`);
