// Who has said how many died, page by page: node src/claims.js 2022-09-18T23:59:59Z
import relay from 'relay-runtime';
import query from './__generated__/documentsClaimsQuery.graphql.js';
import fragment from './__generated__/documents_claim.graphql.js';

const { Environment, fetchQuery, Network, readInlineData, RecordSource, Store } = relay;
const url = process.env.CASUS_URL ?? 'http://localhost:4000/graphql';

const environment = new Environment({
  network: Network.create(async ({ text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: text, variables }),
    });
    return response.json();
  }),
  store: new Store(new RecordSource()),
});

const asOf = process.argv[2] ?? null;
let after = null;
do {
  const { claims } = await fetchQuery(environment, query, { first: 5, after, asOf }).toPromise();
  for (const { node } of claims.edges) {
    const { claimant, quantity, stance, subject } = readInlineData(fragment, node);
    const number = quantity?.best ?? quantity?.low ?? quantity?.high ?? 'no number';
    console.log(
      `${subject?.name}: ${claimant.name}: ${number} (${quantity?.quantifier ?? stance})`,
    );
  }
  after = claims.pageInfo.hasNextPage ? claims.pageInfo.endCursor : null;
} while (after);
