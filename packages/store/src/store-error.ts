/** Why the store cannot be opened or used, in one line for a person. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code:
    | 'HELD'
    | 'MISSING'
    | 'UNREACHABLE'
    | 'UNUSABLE'
    | 'STOPPED'
    | 'FULL'
    | 'DAMAGED'
    | 'NEWER'
    | 'REPLACED'
    | 'OLDER'
    | 'GIVEN_UP'
    | 'BEHIND'
    | 'AHEAD'
    | 'FOREIGN'
    | 'OUTCOME_UNKNOWN';

  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Of what was asked for when its signal was aborted already, or is aborted on the way. */
export function givenUp(signal: AbortSignal): StoreError {
  return new StoreError('GIVEN_UP', 'The answer is not wanted any more.', { cause: signal.reason });
}

/** PostgreSQL's query_canceled: the statement ran longer than `statementTimeout`, or was not wanted any more. */
const QUERY_CANCELED = '57014';

/** Whether an error, or what caused it, is a statement that was given up. */
export function statementGivenUp(error: unknown): boolean {
  return causes(error).some(
    (each) => codeOf(each) === QUERY_CANCELED || codeOf(each) === 'GIVEN_UP',
  );
}

/**
 * Why the database could not be asked, which is no fault of the statement's:
 * - `unreachable`: no connection can be made
 * - `starting`: the server takes none yet, or none any more
 * - `full`: the server, or the role, has as many connections as it may
 * - `lost`: a connection ended under the statement
 * - `silent`: nothing came over a connection for too long
 * - `busy`: every connection of the pool is taken, and none became free in time
 * - `stopped`: the embedded database, or this process, has ended
 */
export type Outage = 'unreachable' | 'starting' | 'full' | 'lost' | 'silent' | 'busy' | 'stopped';

/** SQLSTATEs, https://www.postgresql.org/docs/current/errcodes-appendix.html; classes by two letters. */
const SQLSTATES: Record<string, Outage> = {
  '08': 'lost',
  // The user, its password or the database is not what the server knows: nobody gets in.
  '28': 'unreachable',
  '3D000': 'unreachable',
  '53300': 'full',
  '57P01': 'lost', // admin_shutdown
  '57P02': 'lost', // crash_shutdown
  '57P03': 'starting', // cannot_connect_now
  '57P04': 'unreachable', // database_dropped
  '57P05': 'lost', // idle_session_timeout
};

/** Of connections to servers and of looking their names up. */
const NODE_CODES: Record<string, Outage> = {
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNRESET: 'lost',
  ECONNABORTED: 'lost',
  EPIPE: 'lost',
  ETIMEDOUT: 'silent',
};

/** Of opening a connection alone: of a file, the same codes mean something else. */
const CONNECT_CODES: Record<string, Outage> = {
  ENOENT: 'unreachable',
  EACCES: 'unreachable',
  EMFILE: 'full',
  ENFILE: 'full',
};

/** What the driver says without a code. */
const DRIVER_WORDS: Record<string, Outage> = {
  'Connection terminated': 'lost',
  'Connection terminated unexpectedly': 'lost',
  'Connection terminated due to connection timeout': 'silent',
  'timeout expired': 'silent',
  'Query read timeout': 'silent',
  'timeout exceeded when trying to connect': 'busy',
  'Client has encountered a connection error and is not queryable': 'lost',
  'Client was closed and is not queryable': 'lost',
  'Cannot use a pool after calling end on the pool': 'stopped',
};

const STORE_CODES: Partial<Record<StoreError['code'], Outage>> = {
  UNREACHABLE: 'unreachable',
  STOPPED: 'stopped',
  FULL: 'stopped',
  DAMAGED: 'stopped',
};

/** Why the database could not be asked; null for an error of any other kind. */
export function outageOf(error: unknown): Outage | null {
  for (const cause of causes(error)) {
    const outage = outageOfOne(cause);
    if (outage) return outage;
  }
  return null;
}

function outageOfOne(error: Error): Outage | null {
  if (error instanceof StoreError) return STORE_CODES[error.code] ?? null;
  const code = codeOf(error);
  if (code === undefined) return DRIVER_WORDS[error.message] ?? null;
  const isConnecting = 'syscall' in error && error.syscall === 'connect';
  return (
    SQLSTATES[code] ??
    (SQLSTATE.test(code) ? SQLSTATES[code.slice(0, 2)] : undefined) ??
    NODE_CODES[code] ??
    (isConnecting ? CONNECT_CODES[code] : undefined) ??
    null
  );
}

const SQLSTATE = /^[0-9A-Z]{5}$/;

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The codes of an error and of what caused it. */
export function codesOf(error: unknown): string[] {
  return causes(error).flatMap((each) => codeOf(each) ?? []);
}

/** The error and what caused it; a host with several addresses fails with an error for each. */
function causes(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [error, ...[error.cause, ...inner].flatMap(causes)];
}

const EXPLAINED: Record<Outage, string> = {
  unreachable: 'no connection to it can be made',
  starting: 'it is starting or stopping, and takes no connection',
  full: 'it has as many connections as it allows',
  lost: 'the connection was lost',
  silent: 'nothing came from it in time',
  busy: 'all connections to it are taken',
  stopped: 'it has stopped',
};

/** An outage in words, to follow "the database: ". */
export function explainOutage(outage: Outage): string {
  return EXPLAINED[outage];
}
