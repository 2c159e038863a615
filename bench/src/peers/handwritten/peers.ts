import { join } from 'node:path';
import { sameSchema } from '../graphql.ts';
import type { Peer } from '../peer.ts';

/** One schema with loaders written by hand, under another server each. */
const handwritten = (name: string, title: string): Peer => ({
  name,
  title,
  ...sameSchema,
  // Search by hand could only repeat Casus's own statement.
  ask: (shape, variables) => (shape.name === 'search' ? null : sameSchema.ask(shape, variables)),
  command: ({ port, databaseUrl }) => ({
    script: join(import.meta.dirname, `${name}.ts`),
    args: [],
    env: { PORT: String(port), DATABASE_URL: databaseUrl },
  }),
});

export const mercurius: Peer = handwritten('mercurius', 'Mercurius 16.10 + JIT');
export const apollo: Peer = {
  ...handwritten('apollo', 'Apollo Server 5.5'),
  // Its standalone server answers everywhere.
  path: '/',
};
