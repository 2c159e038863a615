import { graphql } from '../../gql/gql.ts';

/** What one claimant says now, to be held against what others say. */
export const ComparedVoice = graphql(`
  fragment ComparedVoice on Claim {
    slug
    quantity {
      low
      best
      high
      quantifier
    }
    claimant {
      name(language: $language)
      slug
    }
  }
`);

export const ComparedFigureFragment = graphql(`
  fragment ComparedFigure on Figure {
    figureId
    about {
      __typename
      ... on Event {
        name(asOf: $asOf)
        nameTranslation(language: $language)
        slug
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
    claimantCount
    voices: mainClaims(first: 12) {
      ...ComparedVoice
    }
  }
`);
