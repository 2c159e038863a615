import { request } from 'graphql-request';
import { graphql } from './gql/index.js';

declare const process: { env: Record<string, string | undefined> };

/** The violent events of a country, the deadliest first, each with who estimates its deaths. */
const Deadliest = graphql(`
  query Deadliest($country: CountryCode!) {
    events(filter: { countries: [$country], minDeaths: 1 }, orderBy: DEADLIEST_FIRST, first: 5) {
      totalCount
      nodes {
        name
        time {
          edtf
        }
        deaths {
          low
          best
          high
          claim {
            claimant {
              name
            }
          }
        }
      }
    }
  }
`);

const url = process.env['CASUS_URL'] ?? 'http://localhost:4000/graphql';
const { events } = await request(url, Deadliest, { country: 'KG' });
console.log(`${events.totalCount} events with deaths`);
for (const { name, time, deaths } of events.nodes) {
  console.log(`${time.edtf} ${name}: ${deaths?.best} by ${deaths?.claim.claimant.name}`);
}
