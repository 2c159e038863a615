import { graphql } from '../../gql/gql.ts';

/** The sums over the events of one thing, and what they are made of. */
export const EmbeddedTotals = graphql(`
  query EmbeddedTotals(
    $slug: String!
    $within: EventFilter!
    $isConflict: Boolean!
    $isActor: Boolean!
    $isDyad: Boolean!
    $isPlace: Boolean!
    $asOf: DateTime
    $language: String
  ) {
    conflict(slug: $slug) @include(if: $isConflict) {
      slug
      name(language: $language)
      totals(asOf: $asOf) {
        ...TotalsSentence
      }
    }
    actor(slug: $slug) @include(if: $isActor) {
      slug
      name(language: $language)
      totals(asOf: $asOf) {
        ...TotalsSentence
      }
    }
    dyad(slug: $slug) @include(if: $isDyad) {
      slug
      ...DyadName
      totals(asOf: $asOf) {
        ...TotalsSentence
      }
    }
    place(slug: $slug) @include(if: $isPlace) {
      slug
      name(language: $language)
      kind
      countryCode
      totals(asOf: $asOf) {
        ...TotalsSentence
      }
    }
    ...SumSources
    cited: eventStatistics(by: [RELEASE], filter: $within, asOf: $asOf, first: 50) {
      deaths {
        best
      }
      release {
        version
        dataset {
          name
          licence
          citation
        }
      }
    }
    coverage(asOf: $asOf) {
      dataset {
        slug
      }
      days {
        from
        to
      }
    }
  }
`);
