import { graphql } from '../../../gql/gql.ts';

export const ReportPage = graphql(`
  query ReportPage(
    $slug: String!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    report(slug: $slug) {
      slug
      title
      url
      language
      publisher {
        slug
        name(language: $language)
      }
      publishedAt {
        earliest
        latest
        precision
        edtf
        zone
      }
      claims(asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo {
          ...Pager
        }
        nodes {
          ...ClaimCard
          ...ClaimOrigin
          ...Translated
        }
      }
    }
  }
`);
