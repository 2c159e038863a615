import type { FastifyInstance } from 'fastify';
import findMyWay from 'find-my-way';
import { errorBody } from './errors.ts';

/**
 * 404 for an address of nothing; 405 and `Allow` for one that has something, by other methods. Register it before
 * the routes: it learns of them as they come.
 */
export function answerNotFound(app: FastifyInstance): void {
  const methods = new Map<string, Set<string>>();
  const addresses = findMyWay();
  app.addHook('onRoute', ({ url, method }) => {
    // Preflight of CORS: of any address, also where there is nothing.
    if (url === '*') return;
    let allowed = methods.get(url);
    if (!allowed) {
      methods.set(url, (allowed = new Set(['OPTIONS'])));
      addresses.on('GET', url, () => {}, allowed);
    }
    for (const one of [method].flat()) allowed.add(one);
  });

  // CORS answers only what it knows as a question of its own.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method']) done();
    else reply.callNotFound();
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const allowed = addresses.find('GET', path)?.store as Set<string> | undefined;
    void reply.header('cache-control', 'no-store');
    if (!allowed) {
      const message = `There is nothing at ${path}. The API is at /graphql.`;
      return reply.code(404).send(errorBody(404, message));
    }
    const allow = [...allowed].sort().join(', ');
    void reply.header('allow', allow);
    if (request.method === 'OPTIONS') return reply.code(204).send();
    const message = `${path} does not take ${request.method}, only ${allow}.`;
    return reply.code(405).send(errorBody(405, message));
  });
}
