import type { Sources } from '@casus/store/engines/replicas';
import type { FastifyInstance } from 'fastify';

/** One line when changes of a database are no longer heard of, with the reason, and one when they are again. */
export function logListeners({ log }: FastifyInstance, { all }: Sources): void {
  for (const { label: database, isReplica, listener } of all) {
    let isLost = false;
    listener.onChange(({ isConnected, reason, failures }) => {
      if (isConnected && isLost) {
        log.warn({ database, failures }, 'changes are heard of again; caching again');
      }
      if (!isConnected && reason) {
        const what = isReplica
          ? 'a replica is left until it answers again'
          : 'changes are not heard of: nothing is cached until they are';
        log.error({ database, err: reason }, what);
      }
      isLost = !isConnected;
    });
  }
}
