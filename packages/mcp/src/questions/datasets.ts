export const DATASETS = /* GraphQL */ `
  query McpDatasets {
    datasets {
      __typename
      slug
      name
      version
      licence
      citation
      provider {
        __typename
        slug
        name
      }
      rowsKept
      rowsFlagged
    }
  }
`;
