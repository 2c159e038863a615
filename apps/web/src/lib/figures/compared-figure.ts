import { graphql } from '../../gql/gql.ts';

export const ComparedFigureFragment = graphql(`
  fragment ComparedFigure on Figure {
    about {
      __typename
      ... on Event {
        name
        slug
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
    current {
      slug
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
