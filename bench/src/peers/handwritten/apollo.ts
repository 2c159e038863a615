import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createLoaders } from './loaders.ts';
import { openPool } from './pool.ts';
import { RESOLVERS, type Context } from './resolvers.ts';
import { SCHEMA } from './schema.ts';

const pool = openPool();
const server = new ApolloServer<Context>({ typeDefs: SCHEMA, resolvers: RESOLVERS });
await startStandaloneServer(server, {
  context: async () => ({ pool, loaders: createLoaders(pool) }),
  listen: { port: Number(process.env['PORT']), host: '127.0.0.1' },
});
