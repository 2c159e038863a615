import { graphql } from '../../gql/gql.ts';

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
      civilians
    }
    lastEventAt
  }
`);
