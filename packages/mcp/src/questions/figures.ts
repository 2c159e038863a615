import { CLAIM } from './shared.ts';

export const FIGURES = /* GraphQL */ `
  query McpFigures($slug: String!, $metric: Metric, $asOf: DateTime!, $language: String) {
    conflict(slug: $slug) {
      __typename
      slug
      figures(metric: $metric, asOf: $asOf) {
        about {
          __typename
          ... on Event {
            slug
            name(asOf: $asOf)
          }
          ... on Conflict {
            slug
            name(language: $language)
          }
        }
        metric
        measure
        population
        party {
          name(language: $language)
        }
        period {
          edtf
        }
        place {
          name(language: $language)
        }
        dyad {
          name
        }
        low
        high
        contested
        openEnded
        current {
          ...ClaimFields
        }
      }
    }
  }
  ${CLAIM}
`;
