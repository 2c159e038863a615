import { join } from 'node:path';
import { dataOf } from '../graphql.ts';
import type { Peer } from '../peer.ts';
import { STATEMENTS } from './statements.ts';

export const jsonAgg: Peer = {
  name: 'json-agg',
  title: 'json_agg, no GraphQL',
  path: '/',
  command: ({ port, databaseUrl }) => ({
    script: join(import.meta.dirname, 'server.ts'),
    args: [],
    env: { PORT: String(port), DATABASE_URL: databaseUrl },
  }),
  ask: ({ name }, variables) =>
    STATEMENTS[name] ? JSON.stringify({ shape: name, variables }) : null,
  read: (_, answer) => dataOf(answer),
};
