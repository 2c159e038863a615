import { graphql } from '../gql/gql.ts';

export const HomePage = graphql(`
  query HomePage($asOf: DateTime, $begun: EventFilter, $language: String) {
    conflicts(filter: { curated: true }, first: 8) {
      nodes {
        slug
        name(language: $language)
        summary
        summaryTranslation(language: $language)
      }
    }
    disputed: figures(
      asOf: $asOf
      filter: { contested: true }
      orderBy: FURTHEST_APART
      first: 12
    ) {
      nodes {
        ...FigureRow
        subject: about {
          ... on Event {
            conflict(asOf: $asOf) {
              ...FoughtBy
            }
          }
          ... on Agreement {
            conflict {
              ...FoughtBy
            }
          }
          ... on Conflict {
            ...FoughtBy
          }
          ... on Place {
            __typename
          }
        }
      }
    }
    wars: conflicts(orderBy: MOST_DEATHS, first: 4) {
      totalCount
      nodes {
        slug
        name(language: $language)
      }
    }
    countries(orderBy: MOST_DEATHS, first: 5) {
      totalCount
      nodes {
        slug
        name(language: $language)
        countryCode
      }
    }
    agreements(first: 2) {
      nodes {
        conflict {
          name(language: $language)
        }
        ...StatusLedger
      }
    }
    everything: claims(asOf: $asOf, first: 1) {
      totalCount
    }
    claims(asOf: $asOf, filter: { curated: true }, first: 4) {
      nodes {
        ...ClaimCard
        ...Translated
      }
    }
    events(filter: $begun, first: 60) {
      totalCount
      nodes {
        ...EventRow
      }
    }
    coverage(asOf: $asOf) {
      days {
        to
      }
    }
    datasets {
      slug
      name
      version
      provider {
        name(language: $language)
      }
      releasedAt {
        earliest
        latest
        precision
        zone
      }
      importedAt
      rowsKept
      rowsFlagged
    }
  }
`);

/** A conflict as a figure of it names and colours its claimants. */
export const FoughtBy = graphql(`
  fragment FoughtBy on Conflict {
    slug
    name(language: $language)
    parties {
      side
      actor {
        slug
      }
    }
  }
`);

/** All events of some days, by squares of 2.8°, or of coarser ones where there would be more of them. */
export const HomeMap = graphql(`
  query HomeMap($filter: EventFilter!, $asOf: DateTime) {
    events(filter: $filter, first: 1) {
      totalCount
    }
    map: eventMap(zoom: 4, filter: $filter, asOf: $asOf, first: 300) {
      ...EventCell
    }
  }
`);
