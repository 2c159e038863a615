import { graphql } from '../../gql/gql.ts';

export const DatasetFactsFragment = graphql(`
  fragment DatasetFacts on Dataset {
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
`);
