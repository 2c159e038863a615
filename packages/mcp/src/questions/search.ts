import { ENTITIES } from '../entities.ts';

const hits = Object.entries(ENTITIES)
  .filter(([, { known }]) => known)
  .map(([type, { known }]) => `... on ${type} { ${known} }`)
  .join('\n          ');

export const SEARCH = /* GraphQL */ `
  query McpSearch($query: String!, $types: [SearchType!], $first: Int!) {
    search(query: $query, types: $types, first: $first) {
      nodes {
        type
        match
        matchedText
        node {
          __typename
          ${hits}
        }
      }
    }
  }
`;
