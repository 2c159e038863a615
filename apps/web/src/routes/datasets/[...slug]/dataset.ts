import { graphql } from '../../../gql/gql.ts';

export const DatasetPage = graphql(`
  query DatasetPage(
    $slug: String!
    $flagged: EventFilter
    $first: Int
    $after: String
    $last: Int
    $before: String
    $language: String
  ) {
    dataset(slug: $slug) {
      ...DatasetFacts
      releases {
        ...ComparableRelease
      }
      flags {
        kind
        eventCount
      }
      all: events(first: 1) {
        totalCount
      }
      odd: events(filter: $flagged, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo {
          ...Pager
        }
        nodes {
          slug
          name
          time {
            earliest
            latest
            precision
            edtf
            zone
          }
          qualityFlags {
            kind
            note
          }
        }
      }
    }
    kinds: __type(name: "QualityFlagKind") {
      enumValues {
        name
        description
      }
    }
  }
`);
