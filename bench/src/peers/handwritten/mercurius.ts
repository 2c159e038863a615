import fastify from 'fastify';
import { mercurius } from 'mercurius';
import { createLoaders } from './loaders.ts';
import { openPool } from './pool.ts';
import { RESOLVERS, type Context } from './resolvers.ts';
import { SCHEMA } from './schema.ts';

declare module 'mercurius' {
  interface MercuriusContext {
    pool: Context['pool'];
    loaders: Context['loaders'];
  }
}

const pool = openPool();
const app = fastify();
await app.register(mercurius, {
  schema: SCHEMA,
  // Mercurius has its own name for __resolveType.
  resolvers: { ...RESOLVERS, Node: { resolveType: () => 'Conflict' } },
  context: () => ({ pool, loaders: createLoaders(pool) }),
  // Each document is compiled the first time it is asked.
  jit: 1,
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
