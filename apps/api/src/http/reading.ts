import { openReading, type Reading } from '@casus/store/engines/reading';
import type { Sources } from '@casus/store/engines/replicas';
import { isPosition, type Position } from '@casus/store/history/position';
import { outageOf } from '@casus/store/store-error';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { behind, positionRefused, UNCONFIRMED } from '../pipeline/limits/position-refused.ts';
import { explainUnavailable, RETRY_AFTER } from '../pipeline/limits/unavailable.ts';
import { errorBody } from './errors.ts';

export const POSITION_HEADER = 'x-casus-position';
export const AT_LEAST_HEADER = 'x-casus-at-least';

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Where all of this request is read; chosen when it is first asked for.
     *
     * @throws GraphQLError POSITION_REFUSED, UNAVAILABLE
     */
    read(): Promise<Reading>;
    reading: Promise<Reading> | null;
  }
}

/**
 * Sends each request's reads to one database, from the position on that it names, and says in each answer up to where
 * the record may have been read for it: whoever names that with the next request is never told anything older.
 */
export function addReadings(app: FastifyInstance, sources: Sources): void {
  app.decorateRequest('reading', null);
  app.decorateRequest('read', function () {
    return (this.reading ??= openAsked(this, sources));
  });
  keepUp(app, sources);
  app.addHook('onSend', async (request, reply, payload) => {
    const reading = await request.reading?.catch(() => null);
    // Each event of a stream has a position of its own, and who follows waits for a database that is away.
    if (!reading || isEventStream(reply)) return payload;
    // An answer that is kept for one who has seen less would take back what others were told.
    const vary = [reply.getHeader('vary') ?? [], AT_LEAST_HEADER].flat().join(', ');
    void reply.header('vary', vary);
    try {
      void reply.header(POSITION_HEADER, await reading.position());
      return payload;
    } catch (error) {
      const outage = outageOf(error);
      const isUnconfirmed = (error as { code?: unknown }).code === 'BEHIND';
      if (!outage && !isUnconfirmed) throw error;
      // Without its position, what comes next could be older.
      if (payload instanceof Readable) payload.destroy();
      void reply
        .code(503)
        .removeHeader('content-disposition')
        .headers({ 'cache-control': 'no-store', 'retry-after': RETRY_AFTER })
        .type('application/json; charset=utf-8');
      return JSON.stringify(errorBody(503, outage ? explainUnavailable(outage) : UNCONFIRMED));
    }
  });
}

const isEventStream = (reply: FastifyReply) =>
  String(reply.getHeader('content-type')).startsWith('text/event-stream');

async function openAsked({ headers }: FastifyRequest, sources: Sources): Promise<Reading> {
  const given = headers[AT_LEAST_HEADER];
  if (given === undefined) return openReading(sources, null);
  if (typeof given !== 'string' || !isPosition(given)) throw positionRefused('MALFORMED');
  return openReading(sources, given as Position).catch((error: unknown) => {
    throw refusalOf(error);
  });
}

function refusalOf(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'FOREIGN' || code === 'AHEAD') return positionRefused(code);
  return code === 'BEHIND' ? behind() : error;
}

/** So that who names a position of what has just been announced need not ask the database. */
function keepUp(app: FastifyInstance, { all }: Sources): void {
  for (const { onNotice, progress } of all) {
    let stop: (() => Promise<void>) | undefined;
    app.addHook('onReady', async () => {
      stop = await onNotice(() => void progress.read().catch(() => {}));
    });
    app.addHook('onClose', async () => stop?.());
  }
}
