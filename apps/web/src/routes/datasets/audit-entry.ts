import { graphql } from '../../gql/gql.ts';

export const AuditEntryRow = graphql(`
  fragment AuditEntryRow on AuditEntry {
    at
    action
    operator
    sha256
    rowsRead
    rowsAdded
    rowsUpdated
    withdrawn
    release {
      slug
      name
      version
    }
  }
`);
