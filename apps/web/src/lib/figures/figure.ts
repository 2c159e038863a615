import { graphql } from '../../gql/gql.ts';

/** A claim of a figure as a table of its claims shows it. */
export const FigureClaim = graphql(`
  fragment FigureClaim on Claim {
    slug
    stance
    rank
    assertedAt {
      earliest
      latest
      precision
      zone
    }
    quantity {
      low
      best
      high
      quantifier
    }
    claimant {
      name(language: $language)
    }
  }
`);

/** A figure with the claims that a page has room for; how many there are is told beside. */
export const FigureFragment = graphql(`
  fragment FigureRow on Figure {
    about {
      __typename
      ... on Event {
        name(asOf: $asOf)
        nameTranslation(language: $language)
        slug
        kind(asOf: $asOf)
      }
      ... on Conflict {
        name(language: $language)
        slug
      }
      ... on Agreement {
        name
        nameTranslation(language: $language)
        slug
      }
      ... on Place {
        slug
        name(language: $language)
      }
    }
    metric
    population
    measure
    party {
      name(language: $language)
      slug
    }
    period {
      earliest
      latest
      precision
      edtf
      zone
    }
    place {
      name(language: $language)
    }
    low
    high
    openEnded
    contested
    preferred {
      rankReason
      claimant {
        name(language: $language)
      }
    }
    claimantCount
    voices: mainClaims(first: 12) {
      slug
      rank
      assertedAt {
        earliest
        latest
        precision
        zone
      }
      quantity {
        low
        best
        high
        quantifier
      }
      claimant {
        name(language: $language)
        slug
        partOf {
          slug
          partOf {
            slug
          }
        }
      }
    }
    claimCount
    first: claims(first: 1) {
      slug
    }
    claims(last: 8) {
      ...FigureClaim
    }
  }
`);

/** When what it is about happened: for its caption, beside `FigureRow` where that may be an event. */
export const FigureTimeFragment = graphql(`
  fragment FigureTime on Figure {
    about {
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
