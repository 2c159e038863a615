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
    $language: String
  ) {
    conflict(slug: $slug) @include(if: $conflicts) {
      name(language: $language)
      kind
      violence
      parties {
        actor {
          name(language: $language)
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
          name(language: $language)
        }
        country {
          name(language: $language)
        }
      }
    }
    actor(slug: $slug) @include(if: $actors) {
      name(language: $language)
      kind
      country {
        name(language: $language)
      }
    }
    place(slug: $slug) @include(if: $places) {
      name(language: $language)
      country {
        name(language: $language)
      }
    }
    agreement(slug: $slug) @include(if: $agreements) {
      name
      kind
      parties {
        name(language: $language)
      }
    }
    report(slug: $slug) @include(if: $reports) {
      title
      publisher {
        name(language: $language)
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
        name(language: $language)
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
