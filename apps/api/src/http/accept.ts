import Negotiator from 'negotiator';
import type { IncomingMessage } from 'node:http';

const JSON_TYPES = ['application/json', 'application/graphql-response+json'];
const STREAMS = ['text/event-stream', 'multipart/mixed'];
const PAGE = 'text/html; charset=utf-8';

/** Of those a client likes equally, the first is sent. Everything is in UTF-8, which a client may ask for by name. */
const ANSWERS = [...JSON_TYPES, ...STREAMS].map((type) => `${type}; charset=utf-8`);

export interface Accepted {
  /** A browser that opens the address: it would rather have the playground than data. */
  page: boolean;
  /** What an answer may come as, the best first; an Accept header without weights. */
  types: string;
}

/** Accept headers whose meaning is remembered: there are few, but a client may make up any. */
const REMEMBERED = 200;

const remembered = new Map<string, Accepted | null>();

/** What an answer may come as, by Accept and its weights; null where the server has nothing of it. */
export function accepted({ method, headers }: IncomingMessage): Accepted | null {
  const accept = headers.accept || '*/*';
  const isPost = method === 'POST';
  const name = `${isPost} ${accept}`;
  let meaning = remembered.get(name);
  if (meaning === undefined) {
    meaning = meaningOf(accept, isPost ? ANSWERS : [...ANSWERS, PAGE]);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(name, meaning);
  }
  return meaning;
}

function meaningOf(accept: string, offers: string[]): Accepted | null {
  const offered = new Negotiator({ headers: { accept } }).mediaTypes(offers);
  if (offered.length === 0) return null;
  const types = offered.filter((type) => type !== PAGE).map((type) => type.split(';', 1)[0]!);
  // Yoga answers a query as JSON whenever it may, also where the client would rather have it as a stream.
  const best = STREAMS.includes(types[0]!) ? types.slice(0, 1) : types;
  return { page: offered[0] === PAGE, types: best.join(', ') };
}
