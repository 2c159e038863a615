import { graphql } from '../../gql/gql.ts';

export const ChangeFragment = graphql(`
  fragment ChangeRow on Change {
    at
    kind
    before {
      low
      best
      high
      quantifier
    }
    after {
      low
      best
      high
      quantifier
    }
    claim {
      slug
      kind
      stance
      metric
      population
      summary
      ...Translated
      claimant {
        name(language: $language)
      }
      party {
        name(language: $language)
      }
    }
    milestone {
      status
      agreement {
        slug
        name
        nameTranslation(language: $language)
      }
    }
  }
`);
