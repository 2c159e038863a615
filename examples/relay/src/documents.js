// relay-compiler reads what stands here, and makes modules of it in __generated__. In an app with React the tags stand in
// the components, where babel-plugin-relay puts those modules in their place.
export const query = graphql`
  query documentsClaimsQuery($first: Int!, $after: String, $asOf: DateTime) {
    claims(
      filter: { conflicts: ["kyrgyzstan-tajikistan"], metrics: [DEATHS] }
      orderBy: EARLIEST_FIRST
      asOf: $asOf
      first: $first
      after: $after
    ) {
      edges {
        node {
          id
          ...documents_claim
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

export const claim = graphql`
  fragment documents_claim on Claim @inline {
    claimant {
      name
    }
    stance
    quantity {
      low
      best
      high
      quantifier
    }
    subject {
      ... on Event {
        name(asOf: $asOf)
      }
      ... on Conflict {
        name
      }
      ... on Agreement {
        name
      }
    }
  }
`;
