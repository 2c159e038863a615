import type { ConflictHistoryQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/gql.ts';

/** What came when: asked beside the rest of the page, which is as long as one question may be. */
export const ConflictHistory = graphql(`
  query ConflictHistory(
    $slug: String!
    $conflict: ID!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    conflict(slug: $slug) {
      timeline(
        asOf: $asOf
        types: [EVENT, AGREEMENT_MILESTONE]
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
          ...TimelineRow
        }
      }
    }
    eventStatistics(
      by: [MONTH, VIOLENCE]
      filter: { conflicts: [$conflict] }
      asOf: $asOf
      first: 1500
    ) {
      month
      violence
      events
      eventsWithoutFigure
      deaths {
        low
        best
        high
      }
    }
    wide: events(
      filter: { conflicts: [$conflict], timePrecisions: [MONTH, YEAR, UNKNOWN] }
      asOf: $asOf
      orderBy: DEADLIEST_FIRST
      first: 100
    ) {
      totalCount
      nodes {
        ...WideEvent
      }
    }
    changes(since: "1900-01-01T00:00:00Z", until: $asOf, conflict: $conflict, first: 40) {
      nodes {
        ...ChangeRow
      }
    }
  }
`);

export type History = NonNullable<ConflictHistoryQuery['conflict']>['timeline'];
