import type { Shape } from './shape.ts';

export const pageFlat: Shape = {
  name: 'page-flat',
  title: 'A page of 50 events, flat',
  document: /* GraphQL */ `
    query PageFlat($after: String) {
      events(first: 50, after: $after) {
        nodes {
          slug
          name
          kind
          violence
          time {
            earliest
            latest
            edtf
          }
          location {
            latitude
            longitude
            precision
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  variables: async () => [{}],
  walk: { field: 'events', pages: 60 },
};
