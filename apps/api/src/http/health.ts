import type { Database } from '@casus/store/database';
import { answers } from '@casus/store/answers';
import type { FastifyInstance } from 'fastify';
import { errorBody } from './errors.ts';

/** How long the database may take for the least of questions. */
const PATIENCE = 1_000;

/** Whether the process lives (/health: if not, restart it), and whether to send it requests (/ready). */
export function tellHealth(app: FastifyInstance, db: Database): void {
  const config = { rateLimit: false } as const;
  let asking: Promise<boolean> | undefined;
  // However many ask, the database is asked one question at a time.
  const isDatabaseThere = () =>
    (asking ??= within(answers(db)).finally(() => {
      asking = undefined;
    }));

  app.get('/health', { config, logLevel: 'warn' }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  app.get('/ready', { config, logLevel: 'warn' }, async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (app.stopping.signal.aborted) {
      return reply.code(503).send(errorBody(503, 'This process is stopping.'));
    }
    if (!(await isDatabaseThere())) {
      return reply.code(503).send(errorBody(503, 'The database does not answer.'));
    }
    return { status: 'ready' };
  });
}

async function within(question: Promise<boolean>): Promise<boolean> {
  const patience = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => patience.resolve(false), PATIENCE);
  try {
    return await Promise.race([question, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
