import type { ActorPageQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/gql.ts';

export const ActorPage = graphql(`
  query ActorPage(
    $slug: String!
    $actor: ID!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    actor(slug: $slug) {
      slug
      name(language: $language)
      kind
      description
      names {
        language
        name
      }
      otherNames {
        language
        name
      }
      country {
        name(language: $language)
        countryCode
      }
      isMention
      mentionOf {
        slug
        name(language: $language)
      }
      mentions(first: 20) {
        totalCount
        nodes {
          slug
          name
        }
      }
      partOf {
        slug
        name(language: $language)
      }
      parts {
        slug
        name(language: $language)
      }
      totals(asOf: $asOf) {
        ...TotalsSentence
      }
      offices {
        title
        since
        until
        of {
          slug
          name(language: $language)
        }
      }
      relations(asOf: $asOf) {
        kind
        negated
        since
        until
        actor {
          slug
          name(language: $language)
        }
        claim {
          slug
          kind
          stance
          claimant {
            name(language: $language)
          }
        }
      }
      externalIds {
        scheme
        value
      }
      conflicts(first: 20) {
        totalCount
        nodes {
          slug
          name(language: $language)
          startedOn
          parties {
            side
            actor {
              slug
              name(language: $language)
            }
          }
        }
      }
      # On what it gives a number, and what others say of the same.
      numbers: claims(asOf: $asOf, filter: { kinds: [FIGURE] }, first: 15) {
        totalCount
        nodes {
          ...ComparedVoice
          figure(asOf: $asOf) {
            ...ComparedFigure
          }
        }
      }
      events(asOf: $asOf, first: 10) {
        totalCount
        nodes {
          ...EventRow
        }
      }
      claims(asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo {
          ...Pager
        }
        nodes {
          ...ClaimCard
          ...Translated
        }
      }
    }
    map: eventMap(zoom: 9, filter: { actors: [$actor] }, asOf: $asOf, first: 300) {
      ...EventCell
    }
  }
`);

export type Actor = Omit<NonNullable<ActorPageQuery['actor']>, 'numbers'>;
