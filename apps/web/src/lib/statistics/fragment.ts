import { graphql } from '../../gql/gql.ts';

export const WideEventFragment = graphql(`
  fragment WideEvent on Event {
    slug
    violence
    time {
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
