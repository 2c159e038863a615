import type { Database } from '@casus/store/engines/database';
import type { Store } from '@casus/store/open';
import { importedSeries } from '@casus/store/releases/imported-series';
import { outageOf } from '@casus/store/store-error';
import type { FastifyInstance } from 'fastify';
import { errorBody } from './errors.ts';
import { RESTRICTED } from './restricted-readers.ts';

const code = 'SERVING_RESTRICTED';

/** What those who run the service read: it tells nothing of the record. */
const OPEN = new Set(['/health', '/ready', '/metrics']);

/** Tells whether the database holds data that this installation may not serve. */
export interface Restrictions {
  /** What it may not serve, by the title of its reader; null where there is none of it. */
  held(): Promise<string | null>;
}

/**
 * A record that holds data which may not be passed on is not served at all, unless the installation says that
 * it may be: a part of it left out would be missing from sums, lists and searches without a word.
 */
export async function refuseRestricted(
  app: FastifyInstance,
  store: Store,
  allowed: readonly string[],
): Promise<Restrictions> {
  const readers = RESTRICTED.filter(({ name }) => !allowed.includes(name));
  if (readers.length === 0) return { held: async () => null };
  let last: string | null = null;
  let current: Promise<string | null> | null = null;
  const read = async () => {
    try {
      last = await restrictedIn(await databaseOf(store), readers);
    } catch (error) {
      current = null;
      // Of a database that is away nothing can be served; what needs none has the last answer.
      if (!outageOf(error)) throw error;
    }
    return last;
  };
  const held = () => {
    if (current === null || !store.listener.state().isConnected) current = read();
    return current;
  };
  // Before the first reading: no import then stays unheard.
  const stopListening = await store.onNotice(() => {
    current = null;
  });
  app.addHook('onClose', stopListening);
  await held();
  app.addHook('onRequest', async (request, reply) => {
    if (OPEN.has(request.routeOptions.url ?? '')) return;
    const title = await held();
    if (title === null) return;
    const body = errorBody(403, explain(title), code);
    return reply.code(403).header('cache-control', 'no-store').send(body);
  });
  return { held };
}

/** While nothing is heard of the primary its replicas are read, if there are any. */
async function databaseOf({ db, listener, sources }: Store): Promise<Database> {
  return listener.state().isConnected ? db : (await sources.choose(null)).db;
}

async function restrictedIn(db: Database, readers: typeof RESTRICTED): Promise<string | null> {
  const series = readers.map(({ source }) => source.series);
  const [imported] = await importedSeries(db, series);
  return readers.find(({ source }) => source.series === imported)?.title ?? null;
}

const explain = (title: string) =>
  `This record holds data of ${title}, whose terms do not let it be passed on, so it is not served. Who runs the ` +
  'service and may serve it says so with CASUS_SERVE_RESTRICTED.';
