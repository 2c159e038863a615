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
