/** What several questions select. */

/** Sums over events, each by its own estimate. */
export const TOTALS = `totals {
          events
          eventsWithoutFigure
          deaths {
            low
            best
            high
            civilians
            unknown
          }
        }`;

export const CLAIM = /* GraphQL */ `
  fragment ClaimFields on Claim {
    __typename
    slug
    kind
    stance
    summary
    metric
    measure
    population
    party {
      name(language: $language)
    }
    quantity {
      low
      best
      high
      quantifier
    }
    assertedAt {
      edtf
    }
    claimant {
      __typename
      slug
      name(language: $language)
    }
    sourceReliability
    informationCredibility
    rank
    withdrawnAt(asOf: $asOf)
  }
`;
