import { initGraphQLTada, type ResultOf, type VariablesOf } from 'gql.tada';
import { print } from 'graphql';
import type { introspection, scalars } from '@casus/contract/tada';

declare const process: { env: Record<string, string | undefined> };

/** How a ceasefire fared, typed by the contract as it is installed: nothing is generated. */
const graphql = initGraphQLTada<{ introspection: introspection; scalars: scalars }>();

const Ceasefire = graphql(`
  query Ceasefire($slug: String!, $asOf: DateTime) {
    agreement(slug: $slug) {
      name
      status(asOf: $asOf)
      milestones(asOf: $asOf) {
        status
        at
        claim {
          claimant {
            name
          }
        }
      }
    }
  }
`);

async function ask(variables: VariablesOf<typeof Ceasefire>): Promise<ResultOf<typeof Ceasefire>> {
  const response = await fetch(process.env['CASUS_URL'] ?? 'http://localhost:4000/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(Ceasefire), variables }),
  });
  const { data, errors } = (await response.json()) as {
    data: ResultOf<typeof Ceasefire>;
    errors?: { message: string }[];
  };
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}

const { agreement } = await ask({
  slug: 'kyrgyzstan-tajikistan-ceasefire-2022-09-16',
  asOf: '2022-09-16T23:59:59Z',
});
console.log(`${agreement?.name}: ${agreement?.status}`);
for (const { status, at, claim } of agreement?.milestones ?? []) {
  console.log(`  ${at} ${status}${claim ? `, by ${claim.claimant.name}` : ''}`);
}
