import type { FastifyInstance } from 'fastify';
import { printSchema, type GraphQLSchema } from 'graphql';
import { createHash } from 'node:crypto';

export const CONTRACT_HEADER = 'x-casus-schema';

/** Answered under the contract: GraphQL, refusals included, and the contract itself. */
const ROUTES = new Set(['/graphql', '/schema.graphql', '/schema.json']);

/** The SHA-256 of `/schema.graphql`: whoever compiled against another contract learns of it with any answer. */
export function nameContract(app: FastifyInstance, schema: GraphQLSchema): void {
  const digest = createHash('sha256').update(contractText(schema)).digest('hex');
  app.addHook('onRequest', (request, reply, done) => {
    if (ROUTES.has(request.routeOptions.url ?? '')) {
      void reply.header(CONTRACT_HEADER, `sha256:${digest}`);
    }
    done();
  });
}

/** The contract as `schema.graphql` has it. */
export function contractText(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}
