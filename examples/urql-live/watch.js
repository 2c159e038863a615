import { createClient } from '@casus/client';
import { watchClaims } from '@casus/client/live';
import { keys, possibleTypes } from '@casus/contract/cache';
import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange, gql } from '@urql/core';

/** The newest claims from a normalised cache, which each claim that is recorded brings up to date. */
const url = process.env.CASUS_URL ?? 'http://localhost:4000/graphql';
const NEWEST = gql`
  query Newest {
    claims(first: 3) {
      nodes {
        id
        summary
        claimant {
          id
          name
        }
      }
    }
  }
`;

const urql = new Client({
  url,
  preferGetMethod: false,
  exchanges: [cacheExchange({ keys, possibleTypes }), fetchExchange],
});
const show = ({ data, error }) => {
  if (error) throw error;
  for (const { claimant, summary } of data.claims.nodes)
    console.log(`${claimant.name}: ${summary}`);
};
show(await urql.query(NEWEST, {}));
console.log('Watching.');

const casus = createClient({ url });
const leaving = new AbortController();
process.once('SIGTERM', () => leaving.abort());
for await (const { claim, position } of watchClaims(casus, { signal: leaving.signal })) {
  console.log(
    `${claim.withdrawnAt ? 'withdrawn' : 'recorded'} at ${position}: ${claim.claimant.name}: ${claim.summary}`,
  );
  show(await urql.query(NEWEST, {}, { requestPolicy: 'network-only' }));
}
