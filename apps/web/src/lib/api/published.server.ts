import { CASUS_API_URL, CASUS_PUBLIC_API_URL } from '$app/env/private';
import { m } from '#paraglide/messages.js';
import { error, type RequestEvent } from '@sveltejs/kit';

/** The files that the API publishes beside GraphQL. */
type Name =
  'schema.json' | 'worked-questions.json' | 'events.csv-metadata.json' | 'claims.csv-metadata.json';

const PATIENCE = 15_000;

const cached = new Map<Name, { etag: string | null; content: unknown }>();

/** Asked for on each page, so that it is never stale; sent by the API only when it has changed. */
export async function published<Content>(
  event: Pick<RequestEvent, 'fetch' | 'locals' | 'request' | 'url'>,
  name: Name,
): Promise<Content> {
  const known = cached.get(name);
  const answer = await event
    .fetch(new URL(name, CASUS_API_URL), {
      headers: {
        ...event.locals.reader.headers,
        ...(known?.etag && { 'if-none-match': known.etag }),
      },
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), event.request.signal]),
    })
    .catch(() => null);
  if (known && answer?.status === 304) return known.content as Content;
  if (!answer?.ok) {
    error(503, m.faults_unreachable());
  }
  const content = (await answer.json()) as Content;
  cached.set(name, { etag: answer.headers.get('etag'), content });
  return content;
}

/** Where a reader finds the API. */
export function publicApi(): string {
  return CASUS_PUBLIC_API_URL || CASUS_API_URL;
}
