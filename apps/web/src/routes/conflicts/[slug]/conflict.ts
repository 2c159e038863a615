import type { ConflictHistoryQuery, ConflictPageQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/gql.ts';

export const ConflictPage = graphql(`
  query ConflictPage(
    $slug: String!
    $conflict: ID!
    $asOf: DateTime
    $begun: EventFilter
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    conflict(slug: $slug) {
      slug
      name(language: $language)
      kind
      violence
      incompatibility
      incompatibilityOver
      summary
      summaryTranslation(language: $language)
      startedOn
      endedOn
      otherNames {
        language
        name
      }
      parties {
        side
        actor {
          slug
          name(language: $language)
          country {
            countryCode
          }
        }
      }
      places {
        name(language: $language)
        countryCode
      }
      dyads {
        slug
        name
      }
      externalIds {
        scheme
        value
      }
      relatedConflicts(asOf: $asOf) {
        relation
        note
        noteTranslation(language: $language)
        conflict {
          slug
          name(language: $language)
        }
        claim {
          slug
          claimant {
            name(language: $language)
          }
        }
      }
      figures(asOf: $asOf) {
        ...FigureRow
        ...FigureOfYear
      }
      figuresNow: figures {
        period {
          edtf
        }
      }
      totals(asOf: $asOf) {
        ...TotalsSentence
      }
      agreements(asOf: $asOf, first: 10) {
        totalCount
        nodes {
          ...StatusLedger
        }
      }
      claims(
        asOf: $asOf
        filter: {
          kinds: [FIGURE, OCCURRENCE, RESPONSIBILITY, COMMITMENT, VIOLATION, DENIAL, WARNING]
        }
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
          ...ClaimCard
          ...Translated
        }
      }
      background: claims(asOf: $asOf, filter: { kinds: [CONTEXT] }, first: 50) {
        totalCount
        nodes {
          slug
          summary
          summaryTranslation(language: $language)
          claimant {
            name(language: $language)
          }
          assertedAt {
            earliest
            latest
            precision
            zone
          }
        }
      }
      then: claims(asOf: $asOf) {
        totalCount
      }
      now: claims {
        totalCount
      }
      moments(last: 100) {
        totalCount
        nodes {
          at
          asserted
          withdrawn
        }
      }
      latest: events(filter: $begun, first: 100) {
        totalCount
        nodes {
          ...EventRow
        }
      }
    }
    map: eventMap(zoom: 9, filter: { conflicts: [$conflict] }, asOf: $asOf, first: 300) {
      ...EventCell
    }
  }
`);

export type Conflict = NonNullable<ConflictPageQuery['conflict']> &
  Pick<NonNullable<ConflictHistoryQuery['conflict']>, 'history'>;
