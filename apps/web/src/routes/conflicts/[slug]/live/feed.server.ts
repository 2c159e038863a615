import { CASUS_API_URL } from '$app/env/private';
import { OWN_HEADERS } from '#lib/admission/admission.server.ts';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { sanitize } from '#lib/api/sanitize.ts';
import type { ClaimRecordedSubscription } from '../../../../gql/graphql.ts';
import { ClaimRecorded } from './live.ts';

export type Recorded = ClaimRecordedSubscription['claimRecorded'];

export interface Reader {
  tell: (claim: Recorded) => void;
  /** The API tells no more: it stops, it refused, or it cannot be reached. */
  end: () => void;
}

interface Feed {
  readers: Set<Reader>;
  leaving: AbortController;
}

const feeds = new Map<string, Feed>();

/** All who read of one conflict share one subscription, which ends with the last of them. */
export function join(conflict: string, reader: Reader): () => void {
  const feed = feeds.get(conflict) ?? begin(conflict);
  feed.readers.add(reader);
  return () => {
    feed.readers.delete(reader);
    if (feed.readers.size > 0) return;
    if (feeds.get(conflict) === feed) feeds.delete(conflict);
    feed.leaving.abort();
  };
}

function begin(conflict: string): Feed {
  const feed: Feed = { readers: new Set(), leaving: new AbortController() };
  feeds.set(conflict, feed);
  void run(conflict, feed);
  return feed;
}

async function run(conflict: string, { readers, leaving }: Feed): Promise<void> {
  try {
    for await (const claim of claimsRecorded(conflict, leaving.signal)) {
      for (const { tell } of readers) tell(claim);
    }
  } catch {
    // Broken off or left: either way there is no more to tell.
  }
  if (feeds.get(conflict)?.readers === readers) feeds.delete(conflict);
  for (const { end } of readers) end();
}

async function* claimsRecorded(conflict: string, signal: AbortSignal): AsyncGenerator<Recorded> {
  const { ok, body } = await fetch(CASUS_API_URL, {
    method: 'POST',
    headers: {
      ...OWN_HEADERS,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: ClaimRecorded.toString(), variables: { conflict } }),
    signal,
  });
  if (!ok || !body) return;
  const events = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events) {
    if (event !== 'next') return;
    const answer = JSON.parse(data) as { data?: ClaimRecordedSubscription | null };
    if (!answer.data) return;
    yield sanitize(answer.data.claimRecorded);
  }
}
