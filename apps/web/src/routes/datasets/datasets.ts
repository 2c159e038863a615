import { graphql } from '../../gql/gql.ts';

export const DatasetsPage = graphql(`
  query DatasetsPage($language: String) {
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
        name(language: $language)
      }
      releasedAt {
        earliest
        latest
        precision
        edtf
        zone
      }
    }
    auditLog(first: 10) {
      nodes {
        ...AuditEntryRow
      }
    }
  }
`);
