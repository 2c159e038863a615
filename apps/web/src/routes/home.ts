import { graphql } from '../gql/gql.ts';

export const HomePage = graphql(`
  query HomePage($asOf: DateTime) {
    conflicts(filter: { curated: true }, first: 12) {
      nodes {
        slug
        name
        summary
        parties {
          side
          actor {
            slug
          }
        }
        figures {
          ...FigureRow
        }
      }
    }
    all: conflicts(first: 1) {
      totalCount
    }
    agreements(first: 4) {
      nodes {
        conflict {
          name
        }
        ...StatusLedger
      }
    }
    claims(first: 5) {
      totalCount
      nodes {
        conflict {
          name
          slug
        }
        ...ClaimCard
      }
    }
    events(first: 100) {
      totalCount
      nodes {
        ...EventRow
      }
    }
  }
`);
