import { casusError, CasusFailure, type CasusError, type SentError } from './errors.ts';
import { eventsOf } from './event-stream.ts';
import { secondsIn, sleep } from './retry.ts';

export interface WatchOptions {
  /** Only what was recorded after this position; what is recorded from now on unless given. */
  after?: string | undefined;
  /** Its abort ends the iteration. */
  signal?: AbortSignal | undefined;
}

/** An answer, and the position after which whoever has it goes on: keep it to go on after a restart. */
export interface Watched<Data> {
  data: Data;
  position: string;
}

/** One request for the stream. */
export type Subscribe = (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;

/** A server says every 12 s that it is still there. */
const SILENCE_MS = 40_000;
/** The first wait after a cut is at most so long, and each that follows may be twice as long. */
const FIRST_WAIT_MS = 100;

/** What may be otherwise in a moment. */
const PASSING: ReadonlySet<string> = new Set([
  'INTERNAL_SERVER_ERROR',
  'OVERLOADED',
  'RATE_LIMITED',
  'SERVER_STOPPING',
  'SUBSCRIPTION_LIMIT_EXCEEDED',
  'TIMEOUT',
  'UNAVAILABLE',
] satisfies CasusError['code'][]);

/** The stream is to be asked for again. */
class Passing extends Error {
  readonly afterSeconds: number;

  constructor(errors: readonly CasusError[], afterSeconds = 0) {
    super(errors.map(({ message }) => message).join('\n'));
    this.afterSeconds = afterSeconds;
  }
}

/**
 * The answers of a subscription in the order of their positions, each once, over whatever happens to the
 * connection. They are read as they are asked for: whoever is slow falls behind, and catches up.
 *
 * @throws CasusFailure for a request that is wrong, or a position that the server does not know
 */
export async function* watch<Data>(
  subscribe: Subscribe,
  { after, signal }: WatchOptions,
  longestWaitSeconds: number,
): AsyncGenerator<Watched<Data>, void, void> {
  let position = after;
  let failures = 0;
  while (!signal?.aborted) {
    const connection = new AbortController();
    const leave = () => connection.abort();
    signal?.addEventListener('abort', leave, { once: true });
    let wait = 0;
    try {
      const response = await subscribe(
        position ? { 'last-event-id': position } : {},
        connection.signal,
      );
      for await (const { event, id, data } of streamOf(response)) {
        if (event === 'complete') return;
        const isNew = id === undefined || position === undefined || id > position;
        if (data !== undefined && isNew) {
          const answer = answerOf<Data>(data, response.headers);
          if (id === undefined) continue;
          position = id;
          yield { data: answer, position };
          if (signal?.aborted) return;
        }
        // The place where a stream begins, which whoever began from now on has not known.
        position ??= id;
        failures = 0;
      }
    } catch (error) {
      if (error instanceof CasusFailure) throw error;
      if (signal?.aborted) return;
      if (error instanceof Passing) wait = error.afterSeconds * 1000;
    } finally {
      signal?.removeEventListener('abort', leave);
      leave();
    }
    // Not all clients that lost a server together come again together.
    const backOff = FIRST_WAIT_MS * 2 ** failures * Math.random();
    failures += 1;
    const milliseconds = Math.min(Math.max(wait, backOff), longestWaitSeconds * 1000);
    await sleep(milliseconds, signal).catch(() => {});
  }
}

/** @throws CasusFailure or Passing for an answer that is no stream */
async function* streamOf(response: Response) {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream') && response.body) {
    return yield* eventsOf(response.body, SILENCE_MS);
  }
  const text = await response.text();
  // What a proxy says in its own words is no answer of Casus.
  if (!type.includes('json')) throw new Passing([], secondsIn(response.headers, 'retry-after'));
  answerOf(text, response.headers);
}

/** @throws CasusFailure or Passing for errors */
function answerOf<Data>(text: string, headers: Headers): Data {
  const { data, errors: sent } = JSON.parse(text) as { data: Data; errors?: SentError[] };
  if (!sent) return data;
  const retryAfter = secondsIn(headers, 'retry-after');
  const errors = sent.map((error) => casusError(error, retryAfter));
  if (errors.every(({ code }) => PASSING.has(code))) throw new Passing(errors, retryAfter);
  throw new CasusFailure(errors);
}
