import { graphql } from '../../gql/gql.ts';

export const QuickstartPage = graphql(`
  query Quickstart($slug: String!, $asOf: DateTime, $language: String) {
    conflict(slug: $slug) {
      figures(metric: DEATHS, asOf: $asOf) {
        about {
          __typename
          ... on Event {
            name(asOf: $asOf)
            slug
          }
        }
        party {
          name(language: $language)
        }
        population
        low
        high
        contested
        claimantCount
        current(last: 20) {
          slug
          claimant {
            name(language: $language)
          }
          quantity {
            low
            best
            high
            quantifier
          }
        }
      }
    }
  }
`);

/** What the samples ask for. */
export const QUICKSTART = { slug: 'kyrgyzstan-tajikistan', asOf: '2022-09-18T23:59:59Z' };
