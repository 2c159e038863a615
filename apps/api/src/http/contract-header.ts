import type { FastifyInstance } from 'fastify';
import { printSchema, type GraphQLSchema } from 'graphql';
import { createHash } from 'node:crypto';

export const CONTRACT_HEADER = 'x-casus-schema';

/**
 * The SHA-256 of `/schema.graphql` with every answer, of files too, whose columns are fields of the contract: whoever
 * was made for another one learns of it with any.
 */
export function nameContract(app: FastifyInstance, schema: GraphQLSchema): void {
  const digest = createHash('sha256').update(contractText(schema)).digest('hex');
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.header(CONTRACT_HEADER, `sha256:${digest}`);
    done();
  });
}

/** The contract as `schema.graphql` has it. */
export function contractText(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}
