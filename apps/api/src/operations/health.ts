import type { Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';
import { errorBody } from '../http/errors.ts';

/**
 * Whether the process lives (/health: if not, restart it), and whether to send it requests (/ready). One that
 * is busy stays ready: taken out of a load balancer, it would leave its load to the others.
 */
export function serveHealth(
  app: FastifyInstance,
  { readiness, sources }: Pick<Store, 'readiness' | 'sources'>,
): void {
  const config = { rateLimit: false } as const;

  app.get('/health', { config, logLevel: 'warn' }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/ready', { config, logLevel: 'warn' }, async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (app.stopping.signal.aborted) {
      return reply.code(503).send(errorBody(503, 'This process is stopping.'));
    }
    const database = await readiness();
    const isRead = sources.replicas().some(({ left }) => left === null);
    if (database.is === 'gone' && isRead) {
      return { status: 'busy', message: `${database.why} Its replicas are read.` };
    }
    if (database.is === 'gone') return reply.code(503).send(errorBody(503, database.why));
    return database.is === 'busy' ? { status: 'busy', message: database.why } : { status: 'ready' };
  });
}
