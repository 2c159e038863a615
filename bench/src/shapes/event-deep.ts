import type { Shape } from './shape.ts';

export const eventDeep: Shape = {
  name: 'event-deep',
  title: 'One event, deep',
  document: /* GraphQL */ `
    query EventDeep($event: String!) {
      event(slug: $event) {
        slug
        name
        kind
        violence
        time {
          earliest
          latest
        }
        location {
          latitude
          longitude
          precision
          place {
            name
          }
          country {
            name
          }
        }
        conflict {
          slug
          name
        }
        participants {
          role
          actor {
            slug
            name
            kind
          }
        }
        claims(first: 10) {
          nodes {
            kind
            metric
            summary
            stance
            quantity {
              low
              best
              high
            }
            claimant {
              name
            }
            attribution {
              position
              role
              actor {
                name
              }
              report {
                title
              }
            }
          }
        }
      }
    }
  `,
  variables: async (database) => {
    const { rows } = await database.query<{ event: string }>(
      `select key as event from events where key like 'ucdp:ged:%' order by md5(key) limit 400`,
    );
    return rows;
  },
};
