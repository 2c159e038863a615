import { ask } from '#lib/api/client.server.ts';
import { error } from '@sveltejs/kit';
import { ShareTaken } from '@casus/serving/shares';
import { follow, takePlace } from './follow.server.ts';
import { ClaimsRecordedSince } from './live.ts';
import type { RequestHandler } from './$types';

/**
 * The claims of a conflict as they are recorded, for the conflict's own page: a browser asks nobody
 * but this server. `?since=` is when the page was made or last heard of a claim.
 */
export const GET: RequestHandler = (event) => {
  const conflict = event.params.slug;
  const since = momentOf(event.url.searchParams.get('since'));
  if (!since) error(400, 'Tell since when, as ?since=2022-09-16T10:00:00Z.');
  const missed = async () => {
    const { data } = await ask(event, ClaimsRecordedSince, { conflict, since });
    return data.claims.nodes.toReversed();
  };
  return new Response(follow(conflict, missed, placeOf(event.locals.reader.key)), {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
};

function placeOf(reader: string): () => void {
  try {
    return takePlace(reader);
  } catch (fault) {
    if (!(fault instanceof ShareTaken)) throw fault;
    const [status, who] =
      fault.of === 'client' ? ([429, 'pages of yours'] as const) : ([503, 'readers'] as const);
    error(status, `Too many ${who} are waiting for news just now.`);
  }
}

function momentOf(text: string | null): string | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
