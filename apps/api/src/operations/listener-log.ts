import type { Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';

/** One line when announced changes are no longer heard of, with the reason, and one when they are again. */
export function logListener({ log }: FastifyInstance, { listener }: Pick<Store, 'listener'>): void {
  let isLost = false;
  listener.onChange(({ isConnected, reason, failures }) => {
    if (isConnected && isLost) log.warn({ failures }, 'changes are heard of again; caching again');
    if (!isConnected && reason) {
      log.error({ err: reason }, 'changes are not heard of: nothing is cached until they are');
    }
    isLost = !isConnected;
  });
}
