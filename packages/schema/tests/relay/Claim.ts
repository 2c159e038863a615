declare const graphql: (text: TemplateStringsArray) => unknown;

export const chain = () => graphql`
  query ClaimQuery($id: ID!) {
    node(id: $id) {
      __typename
      ... on Claim {
        summary
        subject {
          __typename
          ... on Event {
            name
          }
        }
        attribution {
          role
          actor {
            name
          }
        }
      }
    }
  }
`;
