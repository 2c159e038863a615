import { TOTALS } from './shared.ts';

export const CONFLICTS = /* GraphQL */ `
  query McpConflicts($language: String, $filter: ConflictFilter, $first: Int!, $after: String) {
    conflicts(filter: $filter, orderBy: MOST_DEATHS, first: $first, after: $after) {
      totalCount
      nodes {
        __typename
        slug
        name(language: $language)
        kind
        startedOn
        endedOn
        ${TOTALS}
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const CONFLICT = /* GraphQL */ `
  query McpConflict($slug: String!, $language: String) {
    conflict(slug: $slug) {
      __typename
      slug
      name(language: $language)
      kind
      incompatibility
      incompatibilityOver
      summary
      startedOn
      endedOn
      ${TOTALS}
      parties {
        side
        actor {
          __typename
          slug
          name(language: $language)
        }
      }
      relatedConflicts {
        conflict {
          __typename
          slug
          name(language: $language)
        }
      }
    }
  }
`;
