import { graphql } from '../../gql/gql.ts';

export const WideEventFragment = graphql(`
  fragment WideEvent on Event {
    slug
    violence(asOf: $asOf)
    time(asOf: $asOf) {
      earliest
      latest
      precision
      edtf
      zone
    }
    deaths(asOf: $asOf) {
      low
      best
      high
    }
  }
`);
