import { graphql } from '../../gql/gql.ts';

export const ReportsPage = graphql(`
  query ReportsPage(
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    reports(asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...Pager
      }
      nodes {
        slug
        title
        language
        publishedAt {
          earliest
          latest
          precision
          edtf
          zone
        }
        publisher {
          slug
          name(language: $language)
        }
      }
    }
  }
`);
