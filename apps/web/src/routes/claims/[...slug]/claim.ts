import { graphql } from '../../../gql/gql.ts';

export const ClaimPage = graphql(`
  query ClaimPage($slug: String!, $asOf: DateTime, $language: String) {
    claim(slug: $slug) {
      ...ClaimCard
      ...Translated
      ...ClaimOrigin
      assertedAt {
        edtf
      }
      party {
        slug
      }
      attribution {
        actor {
          kind
        }
        report {
          url
        }
      }
      parts {
        population
        best
        party {
          name(language: $language)
        }
      }
      conflict {
        slug
        name(language: $language)
      }
      figure(asOf: $asOf) {
        claimCount
      }
      recordedAt
      withdrawnAt
    }
  }
`);

/** The claims that it answers or replaces, and those that do so to it. */
export const ClaimsBeside = graphql(`
  query ClaimsBeside($slug: String!, $asOf: DateTime, $language: String) {
    claim(slug: $slug) {
      answers {
        ...ClaimCard
        ...ClaimOrigin
      }
      answeredBy(asOf: $asOf) {
        ...ClaimCard
        ...ClaimOrigin
      }
      supersedes {
        ...ClaimCard
        ...ClaimOrigin
      }
      supersededBy(asOf: $asOf) {
        ...ClaimCard
        ...ClaimOrigin
      }
    }
  }
`);
