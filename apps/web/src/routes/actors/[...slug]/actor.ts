import type { ActorPageQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/gql.ts';

export const ActorPage = graphql(`
  query ActorPage(
    $slug: String!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
  ) {
    actor(slug: $slug) {
      slug
      name
      kind
      description
      names {
        language
        name
      }
      country {
        name
      }
      partOf {
        slug
        name
      }
      parts {
        slug
        name
      }
      offices {
        title
        since
        until
        of {
          slug
          name
        }
      }
      relations(asOf: $asOf) {
        kind
        negated
        since
        until
        actor {
          slug
          name
        }
        claim {
          slug
          kind
          stance
          claimant {
            name
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
          name
          startedOn
          parties {
            side
            actor {
              slug
              name
            }
          }
        }
      }
      events(asOf: $asOf, first: 20) {
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
        }
      }
    }
  }
`);

/** On what the actor gives a number, and what others say of the same. */
export const ActorNumbers = graphql(`
  query ActorNumbers($slug: String!, $asOf: DateTime) {
    actor(slug: $slug) {
      numbers: claims(asOf: $asOf, filter: { kinds: [FIGURE] }, first: 20) {
        totalCount
        nodes {
          slug
          subject {
            __typename
            ... on Event {
              figures(asOf: $asOf) {
                ...ComparedFigure
              }
            }
            ... on Conflict {
              figures(asOf: $asOf) {
                ...ComparedFigure
              }
            }
          }
        }
      }
    }
  }
`);

export type Actor = NonNullable<ActorPageQuery['actor']>;
