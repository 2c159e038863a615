import type { EventPageQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/gql.ts';

export const EventPage = graphql(`
  query EventPage(
    $slug: String!
    $asOf: DateTime
    $after: String
    $before: String
    $first: Int
    $last: Int
    $language: String
  ) {
    event(slug: $slug) {
      ...EventRow
      violence
      summary
      clarity
      reviewStatus
      sourceCount
      where: location {
        description
      }
      participants {
        role
        actor {
          slug
          name(language: $language)
        }
      }
      conflict {
        slug
        name(language: $language)
        parties {
          side
          actor {
            slug
            country {
              countryCode
            }
          }
        }
      }
      dyad {
        name
      }
      partOf {
        slug
        name
      }
      parts(first: 100) {
        totalCount
        nodes {
          ...EventRow
        }
      }
      figures(asOf: $asOf) {
        ...FigureRow
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
      everything: claims {
        totalCount
      }
      moments: claims(first: 100, orderBy: EARLIEST_FIRST) {
        nodes {
          assertedAt {
            latest
          }
        }
      }
      dataset {
        name
        version
        licence
        citation
        releasedAt {
          earliest
          latest
          precision
          edtf
          zone
        }
        url
        provider {
          slug
          name(language: $language)
        }
      }
      externalIds {
        scheme
        value
      }
      qualityFlags {
        kind
        note
      }
    }
  }
`);

export type Event = NonNullable<EventPageQuery['event']>;
