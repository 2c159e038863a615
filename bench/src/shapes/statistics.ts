import type { Shape } from './shape.ts';

export const statistics: Shape = {
  name: 'statistics',
  title: 'Statistics by month of a country',
  document: /* GraphQL */ `
    query Statistics($country: CountryCode!) {
      eventStatistics(by: [MONTH], filter: { countries: [$country] }) {
        month
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
    const { rows } = await database.query<{ country: string }>(
      `select country_code as country from places
       where country_code is not null and exists (select from events where country_key = places.key)
       order by 1`,
    );
    return rows;
  },
};
