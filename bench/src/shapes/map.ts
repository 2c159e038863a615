import type { Shape } from './shape.ts';

export const map: Shape = {
  name: 'map',
  title: 'The map of a region of 10° × 10°',
  document: /* GraphQL */ `
    query Map($within: BoundingBox!) {
      eventMap(zoom: 6, filter: { within: $within }) {
        latitude
        longitude
        events
        eventsWithoutFigure
        deaths {
          low
          best
          high
        }
      }
    }
  `,
  variables: async (database) => {
    // Around where events are, at most fifteen rows and columns of squares: far below the limit.
    const { rows } = await database.query<{ west: number; south: number }>(
      `select distinct least(greatest(floor(longitude / 2) * 2 - 5, -180), 170) as west,
         least(greatest(floor(latitude / 2) * 2 - 5, -90), 80) as south
       from (select latitude, longitude from events
             where key like 'ucdp:ged:%' and latitude is not null order by md5(key) limit 100) sample
       order by 1, 2`,
    );
    return rows.map(({ west, south }) => ({
      within: { west, south, east: west + 10, north: south + 10 },
    }));
  },
};
