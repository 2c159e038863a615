import { graphql } from '../gql/gql.ts';

export const HomePage = graphql(`
  query HomePage($asOf: DateTime, $begun: EventFilter, $language: String) {
    conflicts(filter: { curated: true }, first: 8) {
      nodes {
        slug
        name(language: $language)
        summary
        parties {
          side
          actor {
            slug
          }
        }
        figures(asOf: $asOf) {
          ...FigureRow
        }
      }
    }
    all: conflicts(first: 1) {
      totalCount
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
