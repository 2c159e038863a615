import { graphql } from '../../../gql/gql.ts';

export const AssertionFragment = graphql(`
  fragment Assertion on Claim {
    slug
    assertedAt {
      latest
    }
  }
`);

export const AgreementPage = graphql(`
  query AgreementPage($slug: String!, $asOf: DateTime, $language: String) {
    agreement(slug: $slug) {
      ...StatusLedger
      summary
      summaryTranslation(language: $language)
      conflict {
        slug
        name(language: $language)
      }
      parties {
        slug
        name(language: $language)
      }
      mediators {
        slug
        name(language: $language)
      }
      provisions(asOf: $asOf) {
        kind
        text
        textTranslation(language: $language)
        claim {
          slug
          summary
          ...Translated
          kind
          stance
          claimant {
            name(language: $language)
          }
        }
      }
      declarations(asOf: $asOf) {
        actor {
          slug
          name(language: $language)
        }
        claim {
          ...ClaimCard
          ...Translated
        }
      }
      violations: allegedViolations(asOf: $asOf) {
        accuser {
          slug
          name(language: $language)
        }
        accused {
          slug
          name(language: $language)
        }
        event {
          slug
          name(asOf: $asOf)
          nameTranslation(language: $language)
        }
        claim {
          ...ClaimCard
          ...Translated
        }
        denials(asOf: $asOf) {
          ...ClaimCard
          ...Translated
        }
      }
      renews {
        slug
        name
        nameTranslation(language: $language)
      }
      renewedBy(asOf: $asOf) {
        slug
        name
        nameTranslation(language: $language)
      }
      claims(asOf: $asOf, first: 100, orderBy: EARLIEST_FIRST) {
        totalCount
        nodes {
          ...ClaimCard
          ...Translated
        }
      }
    }
  }
`);

/** When its claims came to stand, whatever the moment shown: asked beside the page, whose claims are four lists of cards. */
export const AgreementMoments = graphql(`
  query AgreementMoments($slug: String!) {
    agreement(slug: $slug) {
      milestones {
        at
        status
      }
      declarations {
        claim {
          ...Assertion
        }
      }
      violations: allegedViolations {
        claim {
          ...Assertion
        }
        denials {
          ...Assertion
        }
      }
      claims(first: 100, orderBy: EARLIEST_FIRST) {
        totalCount
        nodes {
          ...Assertion
        }
      }
      withdrawnViolations: allegedViolations(withdrawn: true) {
        claim {
          ...Assertion
        }
      }
      withdrawn: claims(first: 100, filter: { withdrawn: true }) {
        totalCount
        nodes {
          ...Assertion
        }
      }
    }
  }
`);
