import { graphql } from '../../gql/gql.ts';

/** Sums over events year by year, each of one dataset. */
export const CountedYear = graphql(`
  fragment CountedYear on EventStatistic {
    year
    events
    eventsWithoutFigure
    deaths {
      low
      best
      high
    }
    deathsSpanning {
      best
    }
    dataset {
      slug
      name
      provider {
        slug
        name(language: $language)
      }
    }
  }
`);

/** Of which time a figure is, and of whose fighting: what tells its year. */
export const FigureOfYear = graphql(`
  fragment FigureOfYear on Figure {
    figureId
    about {
      ... on Event {
        time(asOf: $asOf) {
          earliest
          latest
          precision
          edtf
          zone
        }
      }
    }
    dyad {
      ...DyadName
    }
  }
`);

/** Of each year, the sum of each dataset by itself; of more years than there is room for, the latest. */
export const CountedYears = graphql(`
  fragment CountedYears on Query {
    counted: eventStatistics(
      by: [YEAR, DATASET]
      filter: $within
      asOf: $asOf
      orderBy: LATEST_FIRST
      first: 200
    ) {
      ...CountedYear
    }
  }
`);
