import { graphql } from '../../gql/gql.ts';

export const ClaimCardFragment = graphql(`
  fragment ClaimCard on Claim {
    slug
    kind
    metric
    population
    measure
    party {
      name(language: $language)
    }
    period {
      earliest
      latest
      precision
      zone
    }
    place {
      name(language: $language)
    }
    stance
    summary
    quantity {
      low
      best
      high
      quantifier
    }
    assertedAt {
      earliest
      latest
      precision
      zone
    }
    claimant {
      name(language: $language)
      slug
    }
    attribution {
      position
      role
      locator
      actor {
        name(language: $language)
        slug
      }
      report {
        title
        slug
      }
    }
    sourceReliability
    informationCredibility
    rank
    rankReason
    subject {
      __typename
      ... on Event {
        slug
        name(asOf: $asOf)
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
`);

/** What it says in the reader's language: beside `ClaimCard` where a page may ask for one field more. */
export const TranslatedFragment = graphql(`
  fragment Translated on Claim {
    summaryTranslation(language: $language)
  }
`);

/**
 * When what it is about happened, and the release that makes it: for its caption, beside `ClaimCard` where a page
 * has room for more fields.
 */
export const ClaimOriginFragment = graphql(`
  fragment ClaimOrigin on Claim {
    dataset {
      name
      version
    }
    subject {
      ... on Event {
        time(asOf: $asOf) {
          earliest
          latest
          precision
          zone
        }
      }
    }
  }
`);
