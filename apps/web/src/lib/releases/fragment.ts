import { graphql } from '../../gql/gql.ts';

export const ComparableReleaseFragment = graphql(`
  fragment ComparableRelease on Release {
    key
    version
    issues {
      number
      releasedAt {
        earliest
        latest
        precision
        zone
      }
    }
  }
`);
