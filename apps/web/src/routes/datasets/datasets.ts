import { graphql } from '../../gql/gql.ts';

export const DatasetsPage = graphql(`
  query DatasetsPage {
    datasets {
      slug
      name
      version
      licence
      citation
      url
      importedAt
      rowsRead
      rowsKept
      rowsFlagged
      rowsRejected
      provider {
        slug
        name
      }
      releasedAt {
        earliest
        latest
        precision
        edtf
        zone
      }
    }
  }
`);
