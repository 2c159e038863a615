import type { Store } from '@casus/store/open';
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { createGraphQL } from './graphql.ts';
import { answerBadAddress, answerErrorsAsJson, answerUnreadable } from './http/errors.ts';
import { graphqlRoute } from './http/graphql-route.ts';
import { answerNotFound } from './http/not-found.ts';

/** The API over HTTP: GraphQL and its playground at /graphql, and whether it is well at /health. */
export function createServer(
  { db }: Store,
  { logLevel, http }: Pick<Config, 'logLevel' | 'http'>,
): FastifyInstance {
  const app = fastify({
    logger: { level: logLevel },
    forceCloseConnections: 'idle',
    bodyLimit: http.maxBodyBytes,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerBadAddress,
  });
  answerErrorsAsJson(app);
  answerNotFound(app);

  const yoga = createGraphQL(db, app.log);
  void app.register(async (routes) => {
    graphqlRoute(routes, yoga);
    routes.get('/', (_request, reply) => reply.redirect(yoga.graphqlEndpoint));
    routes.get('/health', () => ({ status: 'ok' }));
  });
  return app;
}
