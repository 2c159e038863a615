import { graphql } from '../../gql/gql.ts';

export const TimelineFragment = graphql(`
  fragment TimelineRow on TimelineEntry {
    __typename
    ... on Event {
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
      place: location(asOf: $asOf) {
        place {
          name(language: $language)
          countryCode
        }
      }
    }
    ... on AgreementMilestone {
      at
      status
      claim {
        slug
        claimant {
          name(language: $language)
        }
      }
      agreement {
        slug
        name
        nameTranslation(language: $language)
      }
    }
  }
`);
