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
      violence(asOf: $asOf)
      deaths(asOf: $asOf) {
        best
        sideA
        sideB
        civilians
        unknown
        claim {
          slug
          claimant {
            name(language: $language)
            slug
          }
        }
      }
      summary(asOf: $asOf)
      summaryTranslation(language: $language)
      clarity(asOf: $asOf)
      reviewStatus(asOf: $asOf)
      sourceCount(asOf: $asOf)
      where: location(asOf: $asOf) {
        description
      }
      participants(asOf: $asOf) {
        role
        actor {
          slug
          name(language: $language)
        }
      }
      conflict(asOf: $asOf) {
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
      dyad(asOf: $asOf) {
        slug
        ...DyadName
      }
      partOf {
        slug
        name(asOf: $asOf)
        nameTranslation(language: $language)
      }
      parts(first: 100, asOf: $asOf) {
        totalCount
        nodes {
          ...EventRow
        }
      }
      figures(asOf: $asOf) {
        ...FigureRow
        ...FigureTime
      }
      claims(asOf: $asOf, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        pageInfo {
          ...Pager
        }
        nodes {
          ...ClaimCard
          ...ClaimOrigin
          ...Translated
        }
      }
      withdrawnAt(asOf: $asOf)
      withdrawn: claims(asOf: $asOf, filter: { withdrawn: true }, first: 1) {
        totalCount
        nodes {
          withdrawnReason(asOf: $asOf)
        }
      }
      probablySame(asOf: $asOf) {
        event {
          slug
          name(asOf: $asOf)
        }
        reasons
      }
      everything: claims {
        totalCount
      }
      everWithdrawn: claims(filter: { withdrawn: true }) {
        totalCount
      }
      moments: claims(first: 100, orderBy: EARLIEST_FIRST) {
        nodes {
          assertedAt {
            latest
          }
        }
      }
      latest: dataset {
        version
      }
      dataset(asOf: $asOf) {
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
      qualityFlags(asOf: $asOf) {
        kind
        note
      }
    }
  }
`);

export type Event = NonNullable<EventPageQuery['event']>;
