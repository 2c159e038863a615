import { schema } from '@casus/schema/schema';
import type { FastifyInstance } from 'fastify';
import { introspectionFromSchema } from 'graphql';
import { contractText } from '../http/contract-header.ts';
import { entityTag, isNotModified } from '../http/entity-tag.ts';

/**
 * The contract, for those who build on it: `/schema.graphql` in the schema language, `/schema.json` as introspection
 * tells it. Code generators post their introspection to whatever address they are given, so that both are answered
 * by POST too.
 */
export function schemaFiles(app: FastifyInstance): void {
  const files = {
    '/schema.graphql': ['text/plain; charset=utf-8', contractText(schema)],
    '/schema.json': [
      'application/json; charset=utf-8',
      JSON.stringify({ data: introspectionFromSchema(schema) }),
    ],
  } as const;
  for (const [address, [type, text]] of Object.entries(files)) {
    const tag = entityTag(text);
    app.get(address, (request, reply) => {
      void reply.header('cache-control', 'public, max-age=3600');
      return isNotModified(request, reply, tag)
        ? reply.code(304).send()
        : reply.type(type).send(text);
    });
    app.post(address, (_request, reply) =>
      reply.type(type).header('cache-control', 'no-store').send(text),
    );
  }
}
