import type { Shape } from './shape.ts';

export const search: Shape = {
  name: 'search',
  title: 'Search for a name, first 20 hits',
  document: /* GraphQL */ `
    query Search($query: String!) {
      search(query: $query, first: 20) {
        edges {
          node {
            type
            matchedText
            node {
              ... on Actor {
                slug
                name
              }
              ... on Conflict {
                slug
                name
              }
              ... on Event {
                slug
                name
              }
              ... on Place {
                slug
                name
              }
            }
          }
        }
      }
    }
  `,
  variables: async (database) => {
    const { rows } = await database.query<{ query: string }>(
      `select query from (
         (select name as query from actors where key like 'ucdp:actor:%' order by md5(key) limit 60)
         union all
         (select split_part(name, ' ', 1) from places where length(split_part(name, ' ', 1)) > 3
          order by md5(key) limit 60)) names
       where length(query) between 2 and 200 order by md5(query)`,
    );
    return rows;
  },
};
