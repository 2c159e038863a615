import type { Readiness } from '@casus/store/engines/engine';
import type { ReplicaState } from '@casus/store/engines/replicas';
import type { Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';
import { errorBody } from '../http/errors.ts';

/**
 * Whether the process lives (/health: if not, restart it), and whether to send it requests (/ready). One that
 * is busy or has lost a part of its databases answers with 200 all the same: taken out of a load balancer, it
 * would leave its load to the others, which have lost the same.
 */
export function serveHealth(
  app: FastifyInstance,
  { readiness, sources }: Pick<Store, 'readiness' | 'sources'>,
): void {
  const config = { rateLimit: false } as const;

  app.get('/health', { config, logLevel: 'warn' }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/ready', { config, logLevel: 'warn' }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (app.stopping.signal.aborted) {
      return reply.code(503).send(errorBody(503, 'This process is stopping.'));
    }
    const primary = await readiness();
    const replicas = sources.replicas();
    const state = stateOf(primary, replicas);
    if (state.is === 'gone') return reply.code(503).send(errorBody(503, state.why));
    return {
      status: state.is,
      ...(state.is !== 'ready' && { message: state.why }),
      // Where they are is nothing for strangers.
      ...(request.client.isTrusted &&
        replicas.length > 0 && { databases: databasesOf(primary, replicas) }),
    };
  });
}

/** Of all the databases together: as long as one of them can be read, requests are answered. */
function stateOf(primary: Readiness, replicas: readonly ReplicaState[]): Readiness {
  const isOneRead = replicas.some(({ left }) => left === null);
  if (primary.is === 'gone' && isOneRead) {
    return { is: 'degraded', why: `${primary.why} Its replicas are read.` };
  }
  if (primary.is === 'ready' && replicas.length > 0 && !isOneRead) {
    return { is: 'degraded', why: 'No replica can be read, so the primary answers alone.' };
  }
  return primary;
}

/** Each database by itself, and why nothing is read there. */
function databasesOf(primary: Readiness, replicas: readonly ReplicaState[]): object[] {
  return [
    {
      database: 'primary',
      status: primary.is,
      ...(primary.is !== 'ready' && { why: primary.why }),
    },
    ...replicas.map(({ label, left, lagMs }) => ({
      database: label,
      status: left === null ? 'ready' : 'left',
      ...(left !== null && { why: left }),
      lagMs,
    })),
  ];
}
