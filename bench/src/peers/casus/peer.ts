import { commandOf, OWN, type Checkout } from '../../checkout.ts';
import { sameSchema } from '../graphql.ts';
import type { Peer } from '../peer.ts';

/** As anybody serves it: every limit and plugin on. */
export const casusOf = (checkout: Checkout, title: string): Peer => ({
  name: 'casus',
  title,
  ...sameSchema,
  command: ({ port, databaseUrl }) => ({
    script: commandOf(checkout),
    args: ['serve'],
    env: {
      // As `pnpm start` has it.
      NODE_OPTIONS: '--max-semi-space-size=16 --max-old-space-size=1024',
      MALLOC_ARENA_MAX: '1',
      CASUS_API_PORT: String(port),
      CASUS_HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      // Requests are counted and admitted as a stranger's are, under limits that the bench does not reach.
      CASUS_TRUSTED_CLIENTS: 'none',
      CASUS_RATE_LIMIT: '1000000',
      CASUS_RATE_LIMIT_COST: '1000000000',
      CASUS_ORDINARY_AT_ONCE: '64',
      CASUS_DEAR_AT_ONCE: '64',
      CASUS_QUEUE_MS: '60000',
      CASUS_TIMEOUT_MS: '60000',
    },
  }),
});

export const casus: Peer = casusOf(OWN, 'Casus');
