import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Ends all work for this request, down to its statements. */
    cancellation: AbortController;
  }
}

/** One for all: each would cost a stack trace. */
const OVER = new DOMException('The request is over.', 'AbortError');

/**
 * Gives each request its signal. It is aborted when the request is over, however it ended: what its answer did not wait
 * for is wanted by nobody. Whoever gives it up earlier, for want of time say, aborts it themselves.
 */
export function addRequestSignals(app: FastifyInstance): void {
  app.decorateRequest('cancellation');
  app.addHook('onRequest', (request, { raw }, done) => {
    const cancellation = new AbortController();
    request.cancellation = cancellation;
    raw.once('close', () => cancellation.abort(OVER));
    done();
  });
}

/** An answer without an end is over when the process stops. */
export function endWhenStopping({ cancellation, server }: FastifyRequest): void {
  const { signal: stopping } = server.stopping;
  if (stopping.aborted) cancellation.abort(OVER);
  stopping.addEventListener('abort', () => cancellation.abort(OVER), {
    signal: cancellation.signal,
  });
}
