import { graphql } from '../../gql/gql.ts';

export const FigureFragment = graphql(`
  fragment FigureRow on Figure {
    about {
      __typename
      ... on Event {
        name
        slug
        kind
      }
      ... on Conflict {
        name
        slug
      }
      ... on Agreement {
        name
        slug
      }
    }
    metric
    population
    measure
    party {
      name
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
      name
    }
    low
    high
    openEnded
    contested
    preferred {
      slug
      rankReason
      claimant {
        name
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
        name
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
        name
        slug
      }
    }
  }
`);
