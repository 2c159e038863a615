import { graphql } from '../../gql/gql.ts';

/** Of which days what is loaded speaks. */
export const SpanCoverage = graphql(`
  fragment SpanCoverage on DatasetCoverage {
    dataset {
      name
    }
    days {
      from
      to
      kind
    }
  }
`);
