import { graphql } from '../../gql/gql.ts';
import type { ChangesPageQuery } from '../../gql/graphql.ts';

export type Change = ChangesPageQuery['changes']['nodes'][number];

/** When the record last moved: the days that are shown unless others are asked for end there. */
export const LatestChange = graphql(`
  query LatestChange($since: DateTime!, $conflict: ID) {
    changes(since: $since, conflict: $conflict, first: 1) {
      nodes {
        at
      }
    }
  }
`);

export const ChangesPage = graphql(`
  query ChangesPage(
    $since: DateTime!
    $until: DateTime!
    $conflict: ID
    $slug: String!
    $isIn: Boolean!
    $kinds: [ChangeKind!]!
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    changes(
      since: $since
      until: $until
      conflict: $conflict
      kinds: $kinds
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
        ...ChangeRow
        conflict {
          slug
          name(language: $language)
        }
        previous {
          slug
          summary
          ...Translated
          claimant {
            name(language: $language)
          }
        }
        subject {
          __typename
          ... on Event {
            slug
            name
            nameTranslation(language: $language)
          }
          ... on Conflict {
            slug
            name(language: $language)
          }
          ... on Agreement {
            slug
            name
            nameTranslation(language: $language)
          }
          ... on Place {
            slug
            name(language: $language)
          }
        }
      }
    }
    own: conflict(slug: $slug) @include(if: $isIn) {
      slug
      name(language: $language)
    }
    conflicts(filter: { curated: true }, first: 100) {
      nodes {
        slug
        name(language: $language)
      }
    }
  }
`);
