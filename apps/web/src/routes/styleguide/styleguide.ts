import { graphql } from '../../gql/gql.ts';

export const StyleguidePage = graphql(`
  query Styleguide($slug: String!, $conflict: ID!, $asOf: DateTime, $language: String) {
    conflict(slug: $slug) {
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
      figures(asOf: $asOf) {
        ...FigureRow
      }
      agreements(first: 1, asOf: $asOf) {
        nodes {
          ...StatusLedger
        }
      }
      claims(asOf: $asOf, filter: { kinds: [VIOLATION, FIGURE] }, first: 40) {
        totalCount
        nodes {
          ...ClaimCard
        }
      }
      now: claims {
        totalCount
      }
      moments(last: 40) {
        totalCount
        nodes {
          at
          asserted
          withdrawn
        }
      }
      timeline(asOf: $asOf, types: [EVENT, AGREEMENT_MILESTONE], last: 30) {
        totalCount
        nodes {
          ...TimelineRow
        }
      }
      events(first: 40) {
        totalCount
        pageInfo {
          ...Pager
        }
        nodes {
          ...EventRow
        }
      }
    }
    eventMap(zoom: 7, filter: { conflicts: [$conflict] }, asOf: $asOf, first: 500) {
      west
      south
      east
      north
      events
      eventsAtExactPlace
      eventsWithoutFigure
    }
    eventStatistics(
      by: [MONTH, VIOLENCE]
      filter: { conflicts: [$conflict] }
      asOf: $asOf
      first: 700
    ) {
      ...StatisticRow
    }
  }
`);
