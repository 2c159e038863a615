import type { Shape } from './shape.ts';

const LISTS = 40;
const CONFLICTS = 10;

export const conflictsTree: Shape = {
  name: 'conflicts-tree',
  title: 'Ten conflicts × five events × claims',
  document: /* GraphQL */ `
    query ConflictsTree($conflicts: [ID!]!) {
      nodes(ids: $conflicts) {
        ... on Conflict {
          slug
          name
          events(first: 5) {
            nodes {
              slug
              name
              time {
                earliest
              }
              claims(first: 3) {
                nodes {
                  summary
                  metric
                  quantity {
                    low
                    best
                    high
                  }
                }
              }
            }
          }
        }
      }
    }
  `,
  variables: async (database) => {
    const { rows } = await database.query<{ key: string }>(
      `select key from conflicts
       where (select count(*) from (select from events where conflict_key = conflicts.key limit 5) five) = 5
         and slug is null
       order by md5(key)`,
    );
    return Array.from({ length: LISTS }, (_, list) => ({
      conflicts: Array.from(
        { length: CONFLICTS },
        (_, at) => rows[(list * CONFLICTS + at) % rows.length]!.key,
      )
        .sort()
        .map((key) => Buffer.from(`Conflict:${key}`).toString('base64url')),
    }));
  },
};
