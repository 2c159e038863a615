import { CLAIM } from './shared.ts';

export const AGREEMENT = /* GraphQL */ `
  query McpAgreement($slug: String!, $asOf: DateTime!, $language: String) {
    agreement(slug: $slug) {
      __typename
      slug
      name
      kind
      status(asOf: $asOf)
      effectiveAt(asOf: $asOf)
      effectiveZone(asOf: $asOf)
      declarations(asOf: $asOf) {
        actor {
          name(language: $language)
        }
        claim {
          ...ClaimFields
        }
      }
      allegedViolations(asOf: $asOf) {
        accuser {
          name(language: $language)
        }
        accused {
          name(language: $language)
        }
        claim {
          ...ClaimFields
        }
        denials(asOf: $asOf) {
          ...ClaimFields
        }
      }
      milestones(asOf: $asOf) {
        status
        at
        claim {
          ...ClaimFields
        }
      }
    }
  }
  ${CLAIM}
`;

export const AGREEMENTS = /* GraphQL */ `
  query McpAgreements($asOf: DateTime!, $first: Int!, $after: String) {
    agreements(asOf: $asOf, first: $first, after: $after) {
      totalCount
      nodes {
        __typename
        slug
        name
        kind
        status(asOf: $asOf)
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
