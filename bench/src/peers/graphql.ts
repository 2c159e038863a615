import type { Peer } from './peer.ts';

/** A peer that takes the shape's own document. */
export const sameSchema: Pick<Peer, 'path' | 'ask' | 'read'> = {
  path: '/graphql',
  ask: ({ document }, variables) => JSON.stringify({ query: document, variables }),
  read: (_, answer) => dataOf(answer),
};

/** A GraphQL answer's data; errors are never compared, they stop the run. */
export function dataOf(answer: unknown): Record<string, unknown> {
  const { data, errors } = answer as { data?: Record<string, unknown>; errors?: unknown };
  if (errors || !data) throw new Error(`answered with errors: ${JSON.stringify(errors ?? answer)}`);
  return data;
}
