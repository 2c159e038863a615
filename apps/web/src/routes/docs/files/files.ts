import { graphql } from '../../../gql/gql.ts';

/** As many as the download with the same filter has rows. */
export const FilesPage = graphql(`
  query AsManyAsTheDownload($filter: EventFilter) {
    events(filter: $filter, first: 1) {
      totalCount
    }
  }
`);
