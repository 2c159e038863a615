import { FileRefused } from '../reader.ts';

/** A secret that a server asks for, and the header that carries it. */
export interface Token {
  header: string;
  value: string;
}

export interface RequestOptions {
  /** Sent to the server of the address alone: where it redirects to may be anybody's. */
  token?: Token | undefined;
  signal?: AbortSignal | undefined;
}

/** A request that failed, and may not fail a little later. */
export class NotNow extends Error {
  override name = 'NotNow';
  /** For how long the server asks to be left alone, in ms. */
  readonly retryAfter: number;

  constructor(message: string, retryAfter = 0, options?: ErrorOptions) {
    super(message, options);
    this.retryAfter = retryAfter;
  }
}

const REDIRECTIONS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTIONS = 10;
/** Too early, too many requests, and what servers answer that are down or overloaded. */
const NOT_NOW = new Set([408, 425, 429, 500, 502, 503, 504]);
const LONGEST_WORDS = 200;

/**
 * Asks for what is at an address, wherever it redirects to.
 *
 * @returns an answer with the status 200, 206 or 416
 * @throws NotNow when it may be there a little later
 * @throws FileRefused for any other answer: it tells what the server said
 */
export async function request(
  address: URL,
  headers: Readonly<Record<string, string>>,
  { token, signal }: RequestOptions,
): Promise<Response> {
  refuseOpenToken(address, token);
  let at = address;
  for (let redirections = 0; redirections <= MOST_REDIRECTIONS; redirections += 1) {
    const secret = token && at.origin === address.origin ? { [token.header]: token.value } : {};
    const response = await answerOf(at, { ...headers, ...secret }, signal);
    if (!REDIRECTIONS.has(response.status)) return await accepted(response, token !== undefined);
    await response.body?.cancel();
    at = redirection(response, at);
  }
  throw new FileRefused(`the server redirects more than ${MOST_REDIRECTIONS} times`);
}

async function answerOf(
  address: URL,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    return await fetch(address, {
      // Bytes are counted, hashed and resumed as they lie on the server.
      headers: { 'accept-encoding': 'identity', 'user-agent': 'casus', ...headers },
      redirect: 'manual',
      signal: signal ?? null,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw notReached(error, address);
  }
}

function redirection(response: Response, from: URL): URL {
  const location = response.headers.get('location');
  const to = location === null ? null : URL.parse(location, from.href);
  if (to?.protocol !== 'https:' && to?.protocol !== 'http:') {
    throw new FileRefused(`the server redirects to “${location ?? ''}”, which is no address`);
  }
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new FileRefused(`the server redirects to ${to.href}, which is not encrypted`);
  }
  return to;
}

async function accepted(response: Response, withToken: boolean): Promise<Response> {
  const { status, headers } = response;
  if (status === 200 || status === 206 || status === 416) return response;
  const answer = `${status} ${response.statusText}`.trim();
  const words = await wordsOf(response);
  const reason = words ? `${answer}: “${words}”` : answer;
  if (NOT_NOW.has(status)) {
    throw new NotNow(`the server answers ${reason}`, retryAfterOf(headers.get('retry-after')));
  }
  if (status === 404 || status === 410) throw new FileRefused(`there is no such file (${answer})`);
  if (status === 401 || status === 403) {
    throw new FileRefused(
      withToken
        ? `the server does not take the token (${reason}); some want it as the format's own reader sends it: name the format`
        : `the server wants a token (${reason}): add --token`,
    );
  }
  throw new FileRefused(`the server answers ${reason}`);
}

/** What a server says in plain words of why it refuses; a page of HTML is none. */
async function wordsOf(response: Response): Promise<string> {
  const plain = /^(text\/plain|application\/([\w.+-]*\+)?json)\b/;
  if (!plain.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    return '';
  }
  const words = await response.text().catch(() => '');
  return words
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_WORDS);
}

/** In ms; seconds or a date. */
function retryAfterOf(header: string | null): number {
  if (header === null) return 0;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

function notReached(error: unknown, { host, hostname }: URL): Error {
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
  const options = { cause: error };
  const code = cause?.code ?? '';
  if (code === 'ENOTFOUND') return new FileRefused(`there is no server ${hostname}`, options);
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return new FileRefused(`the certificate of ${host} is not valid (${cause!.message})`, options);
  }
  if (code === 'ECONNREFUSED') return new NotNow(`nobody answers at ${host}`, 0, options);
  const reason = cause?.message ?? (error as Error).message;
  return new NotNow(`the connection to ${host} failed (${reason})`, 0, options);
}

/** Anybody on the way could read it. */
function refuseOpenToken({ protocol, hostname }: URL, token: Token | undefined): void {
  const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (token && protocol === 'http:' && !here) {
    throw new FileRefused('a token is sent over https alone: give an address that begins with it');
  }
}
