import { createClaimFeed, type ClaimFeed } from '@casus/store/live/claim-feed';
import type { Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';
import type { Restrictions } from '../../http/restricted.ts';

/** Claims as writers in any process record them, until this one is asked to stop. */
export function sharedClaimFeed(
  app: FastifyInstance,
  store: Store,
  limit: number,
  restrictions: Restrictions,
): ClaimFeed {
  const feed = createClaimFeed(store.db, limit);
  let stopListening: (() => Promise<void>) | undefined;
  app.addHook('onReady', async () => {
    stopListening = await store.onNotice((notice) => {
      // Claims that may not be served are in from here on: nobody is told of them.
      void restrictions.held().then(
        (title) => (title === null ? feed.hear(notice) : feed.close()),
        () => feed.close(),
      );
    });
  });
  app.stopping.signal.addEventListener('abort', feed.close);
  // The server would wait for who listens.
  app.addHook('preClose', async () => feed.close());
  app.addHook('onClose', async () => stopListening?.());
  return feed;
}
