import { graphql } from '../../gql/gql.ts';

/** A sum of estimates, and of those parts into which they are split. */
export const SplitSum = graphql(`
  fragment SplitSum on DeathSum {
    low
    best
    high
    sideA
    sideB
    civilians
    unknown
  }
`);

/** What an opening sentence tells of a place or an actor. A fragment counts as a field, and the page of a conflict asks as many as it may. */
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
      ...SplitSum
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
