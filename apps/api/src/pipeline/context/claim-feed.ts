import { createClaimFeed, type ClaimFeed } from '@casus/store/live/claim-feed';
import type { Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';

/** Claims as writers in any process record them, until this one is asked to stop. */
export function sharedClaimFeed(app: FastifyInstance, store: Store, limit: number): ClaimFeed {
  const feed = createClaimFeed(store.db, limit);
  let stopListening: (() => Promise<void>) | undefined;
  app.addHook('onReady', async () => {
    stopListening = await store.onNotice(feed.hear);
  });
  app.stopping.signal.addEventListener('abort', feed.close);
  // The server would wait for who listens.
  app.addHook('preClose', async () => feed.close());
  app.addHook('onClose', async () => stopListening?.());
  return feed;
}
