/** Degrees; Casus's grid at the zoom that is asked. */
const SIDE = 45 / 2 ** 6;

/**
 * The squares of the map, from south to north and west to east, each at the point of most of its
 * events; the parameters are the box's west, south, east and north.
 */
export const MAP_CELLS = `
  select floor((longitude + 180) / ${SIDE}) as x, floor((latitude + 90) / ${SIDE}) as y,
    (array_agg(latitude order by events desc, latitude, longitude))[1] as latitude,
    (array_agg(longitude order by events desc, latitude, longitude))[1] as longitude,
    sum(events)::int as events, sum(without)::int as without,
    sum(low)::float8 as low, sum(best)::float8 as best, sum(high)::float8 as high
  from (select latitude, longitude, count(*) as events, count(*) - count(deaths_best) as without,
          sum(deaths_low) as low, sum(deaths_best) as best, sum(deaths_high) as high
        from events
        where longitude between $1 and $3 and latitude between $2 and $4
        group by latitude, longitude) points
  group by 1, 2`;

export const boxOf = (within: unknown) => {
  const { west, south, east, north } = within as Record<string, number>;
  return [west, south, east, north];
};
