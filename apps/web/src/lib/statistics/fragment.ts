import { graphql } from '../../gql/gql.ts';

/** Events by month or by year, and by type of violence. */
export const StatisticRow = graphql(`
  fragment StatisticRow on EventStatistic {
    month
    year
    violence
    events
    eventsSpanning
    eventsWithoutFigure
    deaths {
      low
      best
      high
    }
    deathsSpanning {
      low
      best
      high
    }
  }
`);

export const WideEventFragment = graphql(`
  fragment WideEvent on Event {
    slug
    time(asOf: $asOf) {
      earliest
      latest
      precision
      edtf
      zone
    }
    deaths(asOf: $asOf) {
      low
      best
      high
    }
  }
`);
