import { bringsRows } from '../copy-in.ts';

/**
 * As much of PostgreSQL's protocol (version 3) as it takes to let several clients share one session.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
/** The length of a message's head: its type, and how long the rest is, itself included. */
const HEAD = 5;

/** What ends a batch: from here the server answers. */
const ENDS_BATCH = new Set(['S', 'H', 'F'].map(code));
const QUERY = code('Q');
const ENDS_COPY = new Set(['c', 'f'].map(code));
const TERMINATE = code('X');

export type FromClient =
  | { is: 'encryption request' }
  | { is: 'start' }
  /** Whole messages, up to one that the server answers. */
  | { is: 'batch'; bytes: Uint8Array }
  | { is: 'end' };

/** Cuts what a client sends into what has to be acted on. */
export function createClientReader(
  act: (message: FromClient) => void,
): (bytes: Uint8Array) => void {
  let started = false;
  /** Whether the rows of a COPY come. */
  let copying = false;
  let pending: Uint8Array = new Uint8Array();
  /** How much of `pending` is whole messages of a batch that has not ended. */
  let read = 0;

  /** The length of the message at `read`, once all of it is there. */
  function wholeMessage(): number | null {
    const head = started ? HEAD : 4;
    if (pending.length < read + head) return null;
    const length = lengthAt(pending, read + head - 4) + head - 4;
    return pending.length < read + length ? null : length;
  }

  function take(length: number): Uint8Array {
    const taken = pending.subarray(0, length);
    pending = pending.subarray(length);
    read = 0;
    return taken;
  }

  return (bytes) => {
    pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
    for (let length = wholeMessage(); length !== null; length = wholeMessage()) {
      if (!started) {
        const request = lengthAt(take(length), 4);
        if (request === CANCEL_REQUEST) return act({ is: 'end' });
        started = request !== SSL_REQUEST && request !== GSS_REQUEST;
        act({ is: started ? 'start' : 'encryption request' });
        continue;
      }
      const type = pending[read]!;
      if (type === TERMINATE) return act({ is: 'end' });
      if (type === QUERY)
        copying = bringsRows({ text: queryOf(pending.subarray(read, read + length)) });
      read += length;
      if (copying) {
        if (!ENDS_COPY.has(type)) continue;
        copying = false;
        act({ is: 'batch', bytes: take(read) });
      } else if (type === QUERY) act({ is: 'batch', bytes: Buffer.concat([take(read), NO_COPY]) });
      else if (ENDS_BATCH.has(type)) act({ is: 'batch', bytes: take(read) });
    }
  };
}

const queryOf = (query: Uint8Array) => Buffer.from(query.subarray(HEAD, -1)).toString();

/**
 * A batch in which prepared statements have names that begin with `prefix`, and those it names: two
 * clients of one session may give the same name to different statements.
 */
export function underOwnNames(
  batch: Uint8Array,
  prefix: string,
): { bytes: Uint8Array; named: string[] } {
  const parts: Uint8Array[] = [];
  const named: string[] = [];
  let copiedTo = 0;
  for (let at = 0; at < batch.length; at += 1 + lengthAt(batch, at + 1)) {
    const start = statementNameAt(batch, at);
    if (start === null || batch[start] === 0) continue;
    const name = prefix + Buffer.from(batch.subarray(start, batch.indexOf(0, start))).toString();
    named.push(name);
    const length = lengthAt(batch, at + 1) + Buffer.byteLength(prefix);
    parts.push(batch.subarray(copiedTo, at + 1), int32(length), batch.subarray(at + HEAD, start));
    parts.push(Buffer.from(prefix));
    copiedTo = start;
  }
  if (named.length === 0) return { bytes: batch, named };
  return { bytes: Buffer.concat([...parts, batch.subarray(copiedTo)]), named };
}

/** Where a message names a prepared statement, if it does. */
function statementNameAt(batch: Uint8Array, at: number): number | null {
  const body = at + HEAD;
  switch (batch[at]) {
    case code('P'):
      return body;
    case code('B'):
      return batch.indexOf(0, body) + 1;
    case code('D'):
    case code('C'):
      return batch[body] === code('S') ? body + 1 : null;
    default:
      return null;
  }
}

/** Forgets prepared statements; one that is none is no error. */
export function closeStatements(names: Iterable<string>): Uint8Array {
  const closing = [...names].map((name) => message('C', Buffer.from('S'), text(name)));
  return Buffer.concat([...closing, message('S')]);
}

/** What the server's answer to a batch means to others than the one who asked. */
export interface AnswerNews {
  /** In a transaction, also a failed one; null where the server waits for more of the batch. */
  inTransaction: boolean | null;
  /** Notifications, which PostgreSQL puts into whichever answer is next. */
  notifications: Uint8Array[];
}

export function readAnswer(bytes: Uint8Array): AnswerNews {
  const news: AnswerNews = { inTransaction: null, notifications: [] };
  for (let at = 0; at + HEAD <= bytes.length;) {
    const end = at + 1 + lengthAt(bytes, at + 1);
    if (bytes[at] === code('Z')) news.inTransaction = bytes[at + HEAD] !== code('I');
    if (bytes[at] === code('A')) news.notifications.push(bytes.slice(at, end));
    at = end;
  }
  return news;
}

/** There is nothing to encrypt between processes of one machine. */
export const NO_ENCRYPTION = Buffer.from('N');

/** Lets a client in: whoever can reach the session may use it. */
export function welcome(parameters: Readonly<Record<string, string>>): Uint8Array {
  return Buffer.concat([
    message('R', int32(0)),
    ...Object.entries(parameters).map(([name, value]) => message('S', text(name), text(value))),
    message('K', int32(0), int32(0)),
    message('Z', Buffer.from('I')),
  ]);
}

/**
 * PGlite reads all of a batch before it waits for more, and would end at a COPY that waits for rows.
 * With this behind it a COPY fails that does not bring its own; anything else takes no notice.
 */
const NO_COPY = message('f', text('rows cannot be sent to the embedded database'));

/** Ends whatever a client was in the middle of: a batch, a transaction, both or neither. */
export const ABANDON: Uint8Array = Buffer.concat([message('S'), message('Q', text('rollback'))]);

/** Answers a statement that was given up before its turn came, as PostgreSQL answers one that ran. */
export function cancelled(inTransaction: boolean): Uint8Array {
  const words = 'canceling statement due to user request';
  const status = Buffer.from(inTransaction ? 'T' : 'I');
  return Buffer.concat([errorResponse('ERROR', '57014', words), message('Z', status)]);
}

export function fatalError(sqlState: string, words: string): Uint8Array {
  return errorResponse('FATAL', sqlState, words);
}

function errorResponse(severity: 'ERROR' | 'FATAL', sqlState: string, words: string): Buffer {
  const fields = { S: severity, V: severity, C: sqlState, M: words };
  return message(
    'E',
    ...Object.entries(fields).flatMap(([type, value]) => [Buffer.from(type), text(value)]),
    Buffer.from([0]),
  );
}

function message(type: string, ...parts: Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  return Buffer.concat([Buffer.from(type), int32(length), ...parts]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

function code(character: string): number {
  return character.charCodeAt(0);
}
