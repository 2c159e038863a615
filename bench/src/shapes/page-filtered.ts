import type { Shape } from './shape.ts';

export const pageFiltered: Shape = {
  name: 'page-filtered',
  title: 'A page of 20 in a country and a span of days, with totalCount',
  document: /* GraphQL */ `
    query PageFiltered($country: CountryCode!, $from: Date!, $to: Date!) {
      events(first: 20, filter: { countries: [$country], during: { from: $from, to: $to } }) {
        totalCount
        nodes {
          slug
          name
          time {
            earliest
            latest
          }
        }
      }
    }
  `,
  variables: async (database) => {
    const { rows } = await database.query<{ country: string; from: string; to: string }>(
      `select country_code as country, date::text as from, (date + 59)::text as to
       from (select country_code, earliest::date as date
             from events join places on places.key = events.country_key
             where events.key like 'ucdp:ged:%' and country_code is not null
             order by md5(events.key) limit 100) sample`,
    );
    return rows;
  },
};
