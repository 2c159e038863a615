import { graphql } from '../../gql/gql.ts';

export const EventRowFragment = graphql(`
  fragment EventRow on Event {
    slug
    name(asOf: $asOf)
    nameTranslation(language: $language)
    kind(asOf: $asOf)
    time(asOf: $asOf) {
      earliest
      latest
      precision
      edtf
      zone
    }
    location(asOf: $asOf) {
      latitude
      longitude
      precision
      place {
        name(language: $language)
      }
      country {
        name(language: $language)
        countryCode
      }
    }
    deaths(asOf: $asOf) {
      low
      best
      high
      claim {
        claimant {
          name(language: $language)
        }
      }
    }
  }
`);
