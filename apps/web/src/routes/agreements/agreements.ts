import { graphql } from '../../gql/gql.ts';

export const AgreementsPage = graphql(`
  query AgreementsPage(
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    agreements(asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...Pager
      }
      nodes {
        slug
        name
        nameTranslation(language: $language)
        kind
        summary
        summaryTranslation(language: $language)
        effectiveAt(asOf: $asOf)
        effectiveZone(asOf: $asOf)
        status(asOf: $asOf)
        conflict {
          slug
          name(language: $language)
        }
        parties {
          slug
          name(language: $language)
        }
      }
    }
  }
`);
