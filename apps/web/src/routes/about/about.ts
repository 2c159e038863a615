import { graphql } from '../../gql/gql.ts';

export const AboutPage = graphql(`
  query AboutPage($since: DateTime!, $language: String) {
    corrections: changes(since: $since, kinds: [REVISED, WITHDRAWN], first: 10) {
      nodes {
        kind
        at
        conflict {
          name(language: $language)
          slug
        }
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
          summary
          metric
          claimant {
            name(language: $language)
          }
        }
      }
    }
    datasets {
      slug
      name
      version
      licence
    }
  }
`);

/** Before anything on record was said. */
export const SINCE = '1900-01-01T00:00:00Z';
