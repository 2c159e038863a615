import { graphql } from '../../gql/gql.ts';

export const EventCellFragment = graphql(`
  fragment EventCell on MapCell {
    west
    south
    east
    north
    events
    eventsAtExactPlace
    eventsWithoutFigure
    deaths {
      low
      best
      high
      civilians
    }
  }
`);
