import { graphql } from '../../gql/gql.ts';

export const EventRowFragment = graphql(`
  fragment EventRow on Event {
    slug
    name
    kind
    time {
      earliest
      latest
      precision
      edtf
      zone
    }
    location {
      latitude
      longitude
      precision
      place {
        name
      }
      country {
        name
        countryCode
      }
    }
    deaths(asOf: $asOf) {
      low
      best
      high
      claim {
        claimant {
          name
        }
      }
    }
  }
`);
