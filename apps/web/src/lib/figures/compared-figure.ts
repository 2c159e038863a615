import { graphql } from '../../gql/gql.ts';

export const ComparedFigureFragment = graphql(`
  fragment ComparedFigure on Figure {
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
    current {
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
  }
`);
