import { graphql } from '../../gql/gql.ts';

export const StatusLedgerFragment = graphql(`
  fragment StatusLedger on Agreement {
    name
    nameTranslation(language: $language)
    slug
    kind
    effectiveAt(asOf: $asOf)
    effectiveZone(asOf: $asOf)
    status(asOf: $asOf)
    milestones(asOf: $asOf) {
      status
      at
      actor {
        name(language: $language)
      }
      claim {
        slug
        summary
        ...Translated
        claimant {
          name(language: $language)
        }
      }
    }
    allegedViolations(asOf: $asOf) {
      claim {
        slug
      }
      denials(asOf: $asOf) {
        slug
        summary
        ...Translated
        claimant {
          name(language: $language)
        }
      }
    }
  }
`);
