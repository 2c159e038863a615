interface Told<Code extends string> {
  code: Code;
  /** For people: what is wrong, and what to ask instead. */
  message: string;
  /** Where in the answer. */
  path: readonly (string | number)[] | undefined;
}

/** The request is the client's to mend; the message says how. */
type Mistake = Told<
  | 'BAD_REQUEST'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'PERSISTED_DOCUMENT_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'RANGE_NOT_SATISFIABLE'
  | 'REQUEST_TIMEOUT'
  | 'SERVING_RESTRICTED'
  | 'BODY_TOO_LARGE'
  | 'ADDRESS_TOO_LONG'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'HEADERS_TOO_LARGE'
>;

interface BadInput extends Told<'BAD_USER_INPUT' | 'POSITION_REFUSED'> {
  /** The argument that does not fit, where it is one. */
  argument?: string;
  /** Where the argument names an entity that the record does not have. */
  unknown?: UnknownEntity;
}

/** A name that nothing has. */
export interface UnknownEntity {
  type: string;
  /** As it was given. */
  name: string;
  /** What may have been meant, the likeliest first; left out where nothing is like it. */
  nearly?: { slug: string; name: string }[];
}

/** A field that takes `asOf` has none, below one that is asked as of a moment; the message has the words to add. */
interface MomentsMixed extends Told<'MOMENTS_MIXED'> {
  /** The field without a moment, as the schema has it: `Event.deaths`. */
  field: string;
  /** The one above it that has a moment: `Query.events`. */
  below: string;
}

/** More than one request may ask: ask for less, or in several. */
interface TooMuch extends Told<
  | 'ALIAS_LIMIT_EXCEEDED'
  | 'BATCH_LIMIT_EXCEEDED'
  | 'BREADTH_LIMIT_EXCEEDED'
  | 'COST_LIMIT_EXCEEDED'
  | 'DEPTH_LIMIT_EXCEEDED'
  | 'TOKEN_LIMIT_EXCEEDED'
> {
  limit: number;
  asked: number;
}

interface AnswerTooLarge extends Told<'ANSWER_TOO_LARGE'> {
  limit: number;
  asked: number;
  /** Of which there are more than `limit`. */
  unit: 'fields' | 'bytes';
}

/** Nothing is wrong with the request: the same may be answered later. */
interface NotNow extends Told<
  | 'INTERNAL_SERVER_ERROR'
  | 'OVERLOADED'
  | 'RATE_LIMITED'
  | 'SERVER_STOPPING'
  | 'SUBSCRIPTION_LIMIT_EXCEEDED'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
> {
  /** Which limit it is, where it is one of cost: `cost`. */
  limitedBy?: string;
  /** When the server said to ask again. */
  retryAfterSeconds?: number;
}

/** No answer of Casus came. */
interface NoAnswer extends Told<'NO_ANSWER'> {
  cause: unknown;
}

/** A code that a later server has and this release of the client does not know. */
interface Unknown extends Told<'UNKNOWN'> {
  sent: string;
}

/** Why there is no answer, told apart by `code`; docs/errors.md explains each. */
export type CasusError =
  Mistake | BadInput | MomentsMixed | TooMuch | AnswerTooLarge | NotNow | NoAnswer | Unknown;

type Code = CasusError['code'];

/** All that a server says; an object, so that a code that is forgotten here is one that does not compile. */
const CODES: Record<Exclude<Code, 'NO_ANSWER' | 'UNKNOWN'>, true> = {
  ADDRESS_TOO_LONG: true,
  ALIAS_LIMIT_EXCEEDED: true,
  ANSWER_TOO_LARGE: true,
  BAD_REQUEST: true,
  BAD_USER_INPUT: true,
  BATCH_LIMIT_EXCEEDED: true,
  BODY_TOO_LARGE: true,
  BREADTH_LIMIT_EXCEEDED: true,
  COST_LIMIT_EXCEEDED: true,
  DEPTH_LIMIT_EXCEEDED: true,
  FORBIDDEN: true,
  GRAPHQL_PARSE_FAILED: true,
  GRAPHQL_VALIDATION_FAILED: true,
  HEADERS_TOO_LARGE: true,
  INTERNAL_SERVER_ERROR: true,
  METHOD_NOT_ALLOWED: true,
  MOMENTS_MIXED: true,
  NOT_ACCEPTABLE: true,
  NOT_FOUND: true,
  OPERATION_RESOLUTION_FAILURE: true,
  OVERLOADED: true,
  PERSISTED_DOCUMENT_NOT_FOUND: true,
  PERSISTED_QUERY_NOT_SUPPORTED: true,
  POSITION_REFUSED: true,
  RANGE_NOT_SATISFIABLE: true,
  RATE_LIMITED: true,
  REQUEST_TIMEOUT: true,
  SERVER_STOPPING: true,
  SERVING_RESTRICTED: true,
  SUBSCRIPTION_LIMIT_EXCEEDED: true,
  TIMEOUT: true,
  TOKEN_LIMIT_EXCEEDED: true,
  UNAVAILABLE: true,
  UNSUPPORTED_MEDIA_TYPE: true,
};

/** An error as the server sends it. */
export interface SentError {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions?: Record<string, unknown>;
}

export function casusError(
  { message, path, extensions = {} }: SentError,
  retryAfterSeconds: number | undefined,
): CasusError {
  const { code, ...facts } = extensions;
  if (!Object.hasOwn(CODES, String(code))) {
    return { code: 'UNKNOWN', message, path, sent: String(code) };
  }
  // The server says what comes with each code; docs/errors.md has it.
  return {
    ...facts,
    code,
    message,
    path,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  } as CasusError;
}

/** Thrown where an answer cannot be returned: by `paginate`. */
export class CasusFailure extends Error {
  override name = 'CasusFailure';
  readonly errors: readonly CasusError[];

  constructor(errors: readonly CasusError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}
