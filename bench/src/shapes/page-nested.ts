import type { Shape } from './shape.ts';

export const pageNested: Shape = {
  name: 'page-nested',
  title: 'A page of 50 with conflict, country, actors, claims',
  document: /* GraphQL */ `
    query PageNested($after: String) {
      events(first: 50, after: $after) {
        nodes {
          slug
          name
          time {
            earliest
          }
          conflict {
            name
          }
          location {
            country {
              name
            }
          }
          participants {
            role
            actor {
              name
            }
          }
          claims(first: 5) {
            nodes {
              summary
              quantity {
                low
                best
                high
              }
              claimant {
                name
              }
            }
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
