import { graphql } from '../../gql/gql.ts';

/** What an opening sentence tells of a place or an actor. */
export const TotalsSentence = graphql(`
  fragment TotalsSentence on EventTotals {
    events
    eventsWithoutFigure
    deaths {
      low
      best
      high
      sideA
      sideB
      civilians
      unknown
    }
    firstEventAt
    lastEventAt
  }
`);

/** How much there is of a conflict, an actor or a country: sums over its events. */
export const TotalsRow = graphql(`
  fragment TotalsRow on EventTotals {
    events
    eventsWithoutFigure
    eventsWithoutSplit
    deaths {
      low
      best
      high
      sideA
      sideB
      civilians
      unknown
    }
    lastEventAt
  }
`);

/** Its deaths year by year, as an index draws them. */
export const YearOfDeaths = graphql(`
  fragment YearOfDeaths on PeriodTotals {
    period
    deaths {
      best
    }
  }
`);
