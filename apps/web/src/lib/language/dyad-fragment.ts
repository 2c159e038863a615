import { graphql } from '../../gql/gql.ts';

/** A pair of parties by the names of both, which the record has in more languages than the dataset has the pair's. */
export const DyadName = graphql(`
  fragment DyadName on Dyad {
    name
    sideA {
      slug
      name(language: $language)
    }
    sideB {
      slug
      name(language: $language)
    }
  }
`);
