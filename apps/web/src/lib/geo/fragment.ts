import { graphql } from '../../gql/gql.ts';

/** A name to write on a map of events. */
export const EventMapLabel = graphql(`
  fragment EventMapLabel on MapLabel {
    latitude
    longitude
    events
    place {
      name(language: $language)
      kind
    }
  }
`);

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
