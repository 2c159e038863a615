import { join } from 'node:path';
import { dataOf } from '../graphql.ts';
import type { Peer } from '../peer.ts';
import { QUESTIONS } from './questions.ts';

export const postgraphile: Peer = {
  name: 'postgraphile',
  title: 'PostGraphile 5.1.5',
  path: '/graphql',
  command: ({ port, databaseUrl }) => ({
    script: join(import.meta.dirname, 'server.ts'),
    args: [],
    env: { PORT: String(port), DATABASE_URL: databaseUrl, GRAPHILE_ENV: 'production' },
  }),
  ask: ({ name }, variables) => {
    const question = QUESTIONS[name];
    return question
      ? JSON.stringify({ query: question.document, variables: question.variables(variables) })
      : null;
  },
  read: ({ name }, answer) => QUESTIONS[name]!.read(dataOf(answer)),
};
