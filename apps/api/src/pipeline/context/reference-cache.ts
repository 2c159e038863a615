import type { Reading } from '@casus/store/engines/reading';
import type { Source, Sources } from '@casus/store/engines/replicas';
import { createReferenceCache, type ReferenceCache } from '@casus/store/reading/reference-cache';
import type { FastifyInstance } from 'fastify';

/** A cache for each database: rows of one that is ahead would be told by one that is behind, and taken back. */
export interface ReferenceCaches {
  /** For the answer that is read there. */
  of(reading: Reading): ReferenceCache;
  /** Each with its database's name. */
  all: readonly { label: string; cache: ReferenceCache }[];
}

/**
 * The names that answers are full of, cached between requests until something is changed in the database that they
 * were read from, by any process. While changes are not heard of, every answer reads the database.
 */
export function sharedReferenceCaches(app: FastifyInstance, { all }: Sources): ReferenceCaches {
  const caches = new Map(all.map((source) => [source, cacheOf(app, source)]));
  return {
    of: (reading) => whileWhole(reading, caches.get(reading.source)!),
    all: [...caches].map(([{ label }, cache]) => ({ label, cache })),
  };
}

function cacheOf(app: FastifyInstance, { listener, onNotice }: Source): ReferenceCache {
  const references = createReferenceCache(() => listener.state().isConnected);
  let stopListening: (() => Promise<void>) | undefined;
  app.addHook('onReady', async () => {
    stopListening = await onNotice(({ about }) => {
      if (about !== 'commit') references.drop();
    });
    // What was read before the listening began may be old.
    references.drop();
  });
  app.addHook('onClose', async () => stopListening?.());
  return references;
}

/** What another database answered is none of this one's. */
function whileWhole({ source, isWhole }: Reading, cache: ReferenceCache): ReferenceCache {
  if (!source.isReplica) return cache;
  return {
    ...cache,
    get: (table, key) => (isWhole() ? cache.get(table, key) : undefined),
    keeper: (table) => {
      const keep = cache.keeper(table);
      return (rows) => {
        if (isWhole()) keep(rows);
      };
    },
  };
}
