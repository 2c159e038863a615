import { graphql } from '../../gql/gql.ts';

export const DatasetsPage = graphql(`
  query DatasetsPage($language: String) {
    datasets {
      ...DatasetFacts
    }
    auditLog(first: 10) {
      nodes {
        ...AuditEntryRow
      }
    }
  }
`);
