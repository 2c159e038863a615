import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider, useQuery } from '@apollo/client/react';
import { prerenderStatic } from '@apollo/client/react/ssr';
import { possibleTypes, typePolicies } from '@casus/contract/cache';
import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';

/** The alleged violations of a ceasefire, with their denials. JSX is left out to run as it is. */
const VIOLATIONS = gql`
  query Violations($slug: String!) {
    agreement(slug: $slug) {
      id
      name
      allegedViolations {
        accuser {
          id
          name
        }
        accused {
          id
          name
        }
        claim {
          id
          summary
        }
        denials {
          id
          claimant {
            id
            name
          }
        }
      }
    }
  }
`;

function Violations({ slug }) {
  const { data, error } = useQuery(VIOLATIONS, { variables: { slug } });
  if (error) return h('p', null, error.message);
  if (!data) return h('p', null, 'Asking …');
  return h(
    'section',
    null,
    h('h1', null, data.agreement.name),
    data.agreement.allegedViolations.map(({ accuser, accused, claim, denials }) =>
      h(
        'p',
        { key: claim.id },
        `${accuser.name} accuse ${accused.name}: ${claim.summary} `,
        denials.length === 0
          ? 'No denial is on record.'
          : `Denied by ${denials.map(({ claimant }) => claimant.name).join(', ')}.`,
      ),
    ),
  );
}

const client = new ApolloClient({
  ssrMode: true,
  link: new HttpLink({ uri: process.env.CASUS_URL ?? 'http://localhost:4000/graphql' }),
  cache: new InMemoryCache({ possibleTypes, typePolicies }),
});
const slug = 'kyrgyzstan-tajikistan-ceasefire-2022-09-16';
const page = h(ApolloProvider, { client }, h(Violations, { slug }));
const { result } = await prerenderStatic({
  tree: page,
  context: { client },
  renderFunction: renderToString,
});
console.log(result);
