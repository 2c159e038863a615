import { graphql } from '../../../../gql/gql.ts';

export const CardQuery = graphql(`
  query Card(
    $slug: String!
    $conflicts: Boolean!
    $events: Boolean!
    $actors: Boolean!
    $places: Boolean!
    $agreements: Boolean!
    $reports: Boolean!
    $claims: Boolean!
  ) {
    conflict(slug: $slug) @include(if: $conflicts) {
      name
      kind
      violence
      parties {
        actor {
          name
        }
      }
    }
    event(slug: $slug) @include(if: $events) {
      name
      kind
      time {
        earliest
        latest
        precision
        zone
      }
      location {
        place {
          name
        }
        country {
          name
        }
      }
    }
    actor(slug: $slug) @include(if: $actors) {
      name
      kind
      country {
        name
      }
    }
    place(slug: $slug) @include(if: $places) {
      name
      country {
        name
      }
    }
    agreement(slug: $slug) @include(if: $agreements) {
      name
      kind
      parties {
        name
      }
    }
    report(slug: $slug) @include(if: $reports) {
      title
      publisher {
        name
      }
      publishedAt {
        earliest
        latest
        precision
        zone
      }
    }
    claim(slug: $slug) @include(if: $claims) {
      summary
      kind
      stance
      claimant {
        name
      }
      assertedAt {
        earliest
        latest
        precision
        zone
      }
    }
  }
`);
