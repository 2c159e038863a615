import type { FastifyInstance } from 'fastify';

/**
 * One line a request. It tells which route and operation was asked for and how it went, never who asked or what for:
 * no address of a client, no text or variables of a query, no query string.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { notes, method, routeOptions } = request;
    const line = {
      method,
      route: routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(notes && { operation: notes.name ?? null, kind: notes.kind ?? null }),
      ...(notes?.codes.length && { codes: [...new Set(notes.codes)] }),
    };
    if (reply.statusCode >= 500) request.log.error(line, 'request');
    else request.log.info(line, 'request');
    done();
  });
}
