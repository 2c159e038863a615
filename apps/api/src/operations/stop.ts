import type { FastifyInstance } from 'fastify';
import { Server } from 'node:net';

declare module 'fastify' {
  interface FastifyInstance {
    /** Aborted once the process is asked to stop. */
    stopping: AbortController;
  }
}

/** Long enough for a client's next request, already sent, to arrive over an open connection. */
const IDLE = 1_000;

/** From then on every answer says that its connection ends with it. */
export function trackStopping(app: FastifyInstance): void {
  app.decorate('stopping', new AbortController());
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (app.stopping.signal.aborted) void reply.header('connection', 'close');
    done();
  });
}

/**
 * Takes no new connection, answers what has come, then closes. Node's own close ends idle connections at once, and
 * with them requests that are on their way.
 */
export async function stopServing(app: FastifyInstance, seconds: number): Promise<void> {
  app.stopping.abort();
  const ended = new Promise<unknown>((resolve) => Server.prototype.close.call(app.server, resolve));
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE);
  const late = setTimeout(() => app.server.closeAllConnections(), seconds * 1000);
  await ended;
  clearInterval(idle);
  clearTimeout(late);
  await app.close();
}
