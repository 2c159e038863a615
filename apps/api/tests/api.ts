import type { Store } from '@casus/store/open';
import type { FastifyInstance } from 'fastify';
import { inject } from 'vitest';
import { openCopy } from '../../../packages/store/tests/embedded-template.ts';
import { readConfig } from '../src/config.ts';
import type { PipelineOptions } from '../src/pipeline/yoga.ts';
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
  return createServer(store, readConfig({ ...QUIET, ...environment }));
}

const QUIET = { CASUS_LOG_LEVEL: 'silent' };

/** The real API over a copy of the real record; `statements` are those sent since last asked. */
export interface RunningApi {
  store: Store;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  statements(): string[];
  app: FastifyInstance;
  close(): Promise<void>;
}

export async function startApi(
  environment: Record<string, string> = {},
  pipeline: PipelineOptions = {},
): Promise<RunningApi> {
  let sent: string[] = [];
  const store = await openCopy(inject('recordTemplate'), {
    onStatement: (statement) => sent.push(statement),
  });
  const app = await createServer(store, readConfig({ ...QUIET, ...environment }), pipeline);
  sent = [];
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
