import { graphql } from '../../gql/gql.ts';

export const MethodologyPage = graphql(`
  query Methodology(
    $claim: String!
    $conflict: String!
    $agreement: String!
    $event: String!
    $before: DateTime!
    $after: DateTime!
    $asOf: DateTime
    $language: String
  ) {
    claim(slug: $claim) {
      ...ClaimCard
    }
    conflict(slug: $conflict) {
      slug
      name(language: $language)
      parties {
        side
        actor {
          slug
        }
      }
      deaths: figures(metric: DEATHS) {
        ...FigureRow
      }
      before: figures(metric: EVACUATED, asOf: $before) {
        low
        high
        contested
      }
      after: figures(metric: EVACUATED, asOf: $after) {
        low
        high
        contested
      }
    }
    agreement(slug: $agreement) {
      slug
      name
      before: status(asOf: $before)
      after: status(asOf: $after)
    }
    event(slug: $event) {
      slug
      name
      time {
        earliest
        latest
        precision
        edtf
        zone
      }
      location {
        precision
        place {
          name(language: $language)
          countryCode
        }
      }
    }
    odd: events(filter: { flagged: true }, first: 1) {
      nodes {
        slug
        name
        qualityFlags {
          kind
          note
        }
      }
    }
  }
`);

/** The examples of the page, all of the curated record. */
export const EXAMPLES = {
  claim: 'kgz-tjk-fled-18500',
  conflict: 'kyrgyzstan-tajikistan',
  agreement: 'kyrgyzstan-tajikistan-ceasefire-2022-09-16',
  event: 'kgz-tjk-2021-04-kok-tash',
  before: '2022-09-16T14:00:00Z',
  after: '2022-09-18T23:59:59Z',
};
