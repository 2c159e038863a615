import type { FastifyInstance } from 'fastify';
import { openStore, type Store } from '@casus/store/open';
import { readConfig } from '../src/config.ts';
import { loadRecord } from '../src/record.ts';
import { createServer } from '../src/server.ts';

export interface Answer {
  status: number;
  // A test knows the shape of what it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors: { message: string; extensions?: { code?: string } }[];
}

/** Another API over the same record, configured otherwise. */
export async function alsoServe(
  { store }: RunningApi,
  environment: Record<string, string>,
): Promise<FastifyInstance> {
  return createServer(store, readConfig({ CASUS_LOG_LEVEL: 'silent', ...environment }));
}

/** The real API over the real record, in memory; `statements` are those sent since last asked. */
export interface RunningApi {
  store: Store;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  statements(): string[];
  app: FastifyInstance;
  close(): Promise<void>;
}

export async function startApi(environment: Record<string, string> = {}): Promise<RunningApi> {
  let sent: string[] = [];
  const store = await openStore({
    dataDir: 'memory://',
    onStatement: (statement) => sent.push(statement),
  });
  await loadRecord(store);
  sent = [];
  const app = await createServer(store, readConfig({ CASUS_LOG_LEVEL: 'silent', ...environment }));
  return {
    store,
    app,
    ask: async (query, variables = {}) => {
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ query, variables }),
      });
      const { data, errors = [] } = response.json();
      return { status: response.statusCode, data, errors };
    },
    statements: () => {
      const taken = sent;
      sent = [];
      return taken;
    },
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}
