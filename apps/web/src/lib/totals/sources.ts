import { graphql } from '../../gql/gql.ts';

/** What a sum over events is made of: whose estimates, in which releases of which datasets. */
export const SumSources = graphql(`
  fragment SumSources on Query {
    summed: eventStatistics(
      by: [RELEASE, DATASET, CLAIMANT]
      filter: $within
      asOf: $asOf
      first: 50
    ) {
      ...SumSource
    }
  }
`);

export const SumSource = graphql(`
  fragment SumSource on EventStatistic {
    deaths {
      low
      best
      high
    }
    claimant {
      name(language: $language)
    }
    dataset {
      slug
    }
    release {
      version
      dataset {
        name
      }
    }
  }
`);
