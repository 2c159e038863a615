import type { ConflictHistoryQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/gql.ts';

/** What came when: asked beside the rest of the page, which is as long as one question may be. */
export const ConflictHistory = graphql(`
  query ConflictHistory(
    $slug: String!
    $conflict: ID!
    $within: EventFilter!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    conflict(slug: $slug) {
      history: agreements(first: 3) {
        nodes {
          kind
          effectiveZone(asOf: $asOf)
          milestones {
            at
            status
          }
        }
      }
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
    ...EventSeries
    changes(since: "1900-01-01T00:00:00Z", until: $asOf, conflict: $conflict, first: 40) {
      nodes {
        ...ChangeRow
      }
    }
  }
`);

export type History = NonNullable<ConflictHistoryQuery['conflict']>['timeline'];
