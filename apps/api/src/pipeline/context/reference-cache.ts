import { createReferenceCache, type ReferenceCache } from '@casus/store/reading/reference-cache';
import type { Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';

/**
 * The names that answers are full of, cached between requests until a writer, in any process, announces a
 * change. While announcements are not heard, every answer reads the database.
 */
export function sharedReferenceCache(app: FastifyInstance, store: Store): ReferenceCache {
  const references = createReferenceCache(() => store.listener.state().isConnected);
  let stopListening: (() => Promise<void>) | undefined;
  app.addHook('onReady', async () => {
    stopListening = await store.onNotice(({ about }) => {
      if (about !== 'commit') references.drop();
    });
    // What was read before the listening began may be old.
    references.drop();
  });
  app.addHook('onClose', async () => stopListening?.());
  return references;
}
