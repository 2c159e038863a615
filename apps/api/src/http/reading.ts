import { openReading, type Reading } from '@casus/store/engines/reading';
import type { Sources } from '@casus/store/engines/replicas';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where all of this request is read; chosen when it is first asked for. */
    read(): Promise<Reading>;
    reading: Promise<Reading> | null;
  }
}

/** Sends each request's reads to one database. */
export function addReadings(app: FastifyInstance, sources: Sources): void {
  app.decorateRequest('reading', null);
  app.decorateRequest('read', function () {
    return (this.reading ??= openReading(sources, null));
  });
}
