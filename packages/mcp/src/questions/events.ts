import { CLAIM } from './shared.ts';

export const EVENTS = /* GraphQL */ `
  query McpEvents(
    $filter: EventFilter
    $asOf: DateTime!
    $language: String
    $first: Int!
    $after: String
  ) {
    events(filter: $filter, asOf: $asOf, orderBy: EARLIEST_FIRST, first: $first, after: $after) {
      totalCount
      nodes {
        __typename
        slug
        name(asOf: $asOf)
        kind(asOf: $asOf)
        time(asOf: $asOf) {
          edtf
          precision
        }
        location(asOf: $asOf) {
          place {
            name(language: $language)
          }
          precision
        }
        deaths(asOf: $asOf) {
          low
          best
          high
          claim {
            ...ClaimFields
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  ${CLAIM}
`;

export const EVENT = /* GraphQL */ `
  query McpEvent($slug: String!, $asOf: DateTime!, $language: String) {
    event(slug: $slug) {
      __typename
      slug
      name(asOf: $asOf)
      kind(asOf: $asOf)
      summary(asOf: $asOf)
      time(asOf: $asOf) {
        edtf
        precision
      }
      location(asOf: $asOf) {
        place {
          name(language: $language)
        }
        latitude
        longitude
        precision
      }
      qualityFlags(asOf: $asOf) {
        kind
        note
      }
      figures(asOf: $asOf) {
        metric
        population
        party {
          name(language: $language)
        }
        low
        high
        contested
        current {
          ...ClaimFields
        }
      }
    }
  }
  ${CLAIM}
`;
