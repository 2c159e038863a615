type Fetch = typeof globalThis.fetch;

export interface RetryOptions {
  /** How often a request is sent again. */
  retries: number;
  /** Who is told to wait longer than this is not made to: the refusal is the answer. */
  longestWaitSeconds: number;
}

/** Statuses that say nothing against the request. Everything that is asked here is a read, and may be asked again. */
const PASSING = new Set([429, 502, 503, 504]);

/** From the first wait on, each may be twice as long. */
const FIRST_WAIT_MS = 300;

/** Asks again what was refused for the moment, as late as the server says, and not at all while it says to wait. */
export function retrying(fetch: Fetch, { retries, longestWaitSeconds }: RetryOptions): Fetch {
  const longest = longestWaitSeconds * 1000;
  let notBefore = 0;
  return async (input, init) => {
    const signal = init?.signal ?? undefined;
    for (let retry = 0; ; retry += 1) {
      await sleep(Math.min(notBefore - Date.now(), longest), signal);
      const response = await fetch(input, init)
        .then(whole)
        .catch((error: unknown) => {
          if (retry >= retries || signal?.aborted) throw error;
          return null;
        });
      if (response) notBefore = Date.now() + exhaustedFor(response.headers);
      if (response && !(PASSING.has(response.status) && retry < retries)) return response;
      const retryAfter = response ? (secondsIn(response.headers, 'retry-after') ?? 0) * 1000 : 0;
      if (retryAfter > longest) return response!;
      await response?.body?.cancel();
      // Not all clients that were refused together come again together.
      const backOff = FIRST_WAIT_MS * 2 ** retry * (0.5 + Math.random() / 2);
      await sleep(Math.max(retryAfter, backOff), signal);
    }
  };
}

/**
 * The answer once all of it has come: it may be cut off after its headers, or end too early where something on the
 * way ends it, with lengths that are right for what is left. Of JSON no beginning is JSON, wherever it is cut.
 * Streams come as they are.
 */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (/event-stream|multipart/.test(type)) return response;
  const text = await response.text();
  if (type.includes('json') && !isJson(text)) throw new TypeError('The answer was cut off.');
  return new Response(text || null, { status, statusText, headers });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** When the server said to ask again; undefined where it did not say. */
export function secondsIn(headers: Headers, name: string): number | undefined {
  const seconds = Number(headers.get(name) ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** Milliseconds until there is something left of the limits by requests and by cost. */
function exhaustedFor(headers: Headers): number {
  const seconds = ['ratelimit', 'ratelimit-cost'].map((limit) =>
    secondsIn(headers, `${limit}-remaining`) === 0
      ? (secondsIn(headers, `${limit}-reset`) ?? 0)
      : 0,
  );
  return Math.max(...seconds) * 1000;
}

export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', give);
      resolve();
    }, ms);
    if (signal?.aborted) give();
    else signal?.addEventListener('abort', give, { once: true });
  });
}
