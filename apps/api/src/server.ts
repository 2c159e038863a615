import type { Context } from '@casus/schema/context';
import { schema } from '@casus/schema/schema';
import { createLoaders } from '@casus/store/loaders';
import type { Store } from '@casus/store/open';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createYoga } from 'graphql-yoga';
import type { Config } from './config.ts';
import { WORKED_QUESTION } from './worked-question.ts';

/** The API over HTTP: GraphQL and its playground at /graphql, and whether it is well at /health. */
export function createServer(
  { db }: Store,
  { logLevel }: Pick<Config, 'logLevel'>,
): FastifyInstance {
  const app = fastify({ logger: { level: logLevel }, forceCloseConnections: 'idle' });

  const yoga = createYoga<{ request: FastifyRequest; reply: FastifyReply }, Context>({
    schema,
    context: () => ({ db, loaders: createLoaders(db), now: new Date().toISOString() }),
    graphiql: { title: 'Casus playground', defaultQuery: WORKED_QUESTION },
    // The playground's own assets, in the page: Yoga's default loads them from another host.
    renderGraphiQL,
    landingPage: false,
    logging: {
      debug: (...args) => app.log.debug(args),
      info: (...args) => app.log.info(args),
      warn: (...args) => app.log.warn(args),
      error: (...args) => app.log.error(args),
    },
  });

  // Yoga reads bodies itself, and answers for those it cannot take.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.route({
    url: yoga.graphqlEndpoint,
    method: ['GET', 'POST', 'OPTIONS'],
    // Yoga answers GET with a stream, of which Fastify cannot make an answer to HEAD.
    exposeHeadRoute: false,
    handler: (request, reply) =>
      yoga.handleNodeRequestAndResponse(request, reply, { request, reply }),
  });
  app.get('/', (_request, reply) => reply.redirect(yoga.graphqlEndpoint));
  app.get('/health', () => ({ status: 'ok' }));
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: `There is nothing at ${request.url}. The API is at ${yoga.graphqlEndpoint}.`,
    }),
  );
  return app;
}
