import { graphql } from '../../gql/gql.ts';

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
      slug
      rankReason
      claimant {
        name(language: $language)
      }
    }
    current {
      slug
      rank
      assertedAt {
        earliest
        latest
        precision
        edtf
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
    claims {
      slug
      stance
      rank
      assertedAt {
        earliest
        latest
        precision
        edtf
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
      }
    }
  }
`);
