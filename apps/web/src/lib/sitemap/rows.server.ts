import { CASUS_API_URL } from '$app/env/private';
import { m } from '#paraglide/messages.js';
import { error, type RequestEvent } from '@sveltejs/kit';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { pathOfRow, type Mapped } from './sitemap.ts';

/** The pages of all rows of a list, one after the other as the API sends its file of them. */
export async function pathsOf(
  { fetch, locals, request }: Pick<RequestEvent, 'fetch' | 'locals' | 'request'>,
  list: Mapped,
): Promise<AsyncIterable<string>> {
  const answer = await fetch(new URL(`${list}.csv`, CASUS_API_URL), {
    headers: { 'accept-encoding': 'identity', ...locals.reader.headers },
    signal: request.signal,
  }).catch(() => null);
  if (!answer?.ok || !answer.body) {
    locals.retryAfter ??= answer?.headers.get('retry-after') ?? undefined;
    error(503, m.faults_unreachable());
  }
  const rows = Readable.fromWeb(answer.body as WebStream).pipe(parse({ columns: true }));
  return (async function* () {
    for await (const { url } of rows as AsyncIterable<{ url: string }>) {
      yield pathOfRow(list, url, CASUS_API_URL);
    }
  })();
}
