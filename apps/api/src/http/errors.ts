import { isHost } from '@casus/serving/host';
import { outageOf } from '@casus/store/store-error';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { explainUnavailable, RETRY_AFTER } from '../pipeline/limits/unavailable.ts';

/** What went wrong before or beside GraphQL, by status; docs/errors.md explains each code. */
const CODES: Record<number, string> = {
  400: 'BAD_REQUEST',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  414: 'ADDRESS_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  416: 'RANGE_NOT_SATISFIABLE',
  429: 'RATE_LIMITED',
  431: 'HEADERS_TOO_LARGE',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'UNAVAILABLE',
};

export const HTTP_ERROR_CODES = Object.values(CODES);

/** An answer other than 200 that a client learns the reason of. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly statusCode: number;
  /** When trying again may help. */
  readonly retryAfterSeconds: number | undefined;

  constructor(statusCode: number, message: string, retryAfterSeconds?: number) {
    super(message);
    this.statusCode = statusCode;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Every refusal has the shape of GraphQL's, so that a client needs one way to read them. */
export function errorBody(statusCode: number, message: string, code?: string) {
  return { errors: [{ message, extensions: { code: code ?? CODES[statusCode] ?? CODES[400]! } }] };
}

export function answerErrorsAsJson(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    // Nobody waits any more: there is nothing to answer, and nothing went wrong.
    if (reply.raw.destroyed) return reply.hijack();
    if (error instanceof GraphQLError) return answerGraphQLError(error, reply);
    const outage = outageOf(error);
    if (outage) {
      return reply
        .code(503)
        .headers({ 'cache-control': 'no-store', 'retry-after': RETRY_AFTER })
        .send(errorBody(503, explainUnavailable(outage)));
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'a request failed');
    const body = errorBody(status, messageFor(error, status, request));
    if (error instanceof HttpError && error.retryAfterSeconds !== undefined) {
      void reply.header('retry-after', error.retryAfterSeconds);
    }
    return reply.code(status).header('cache-control', 'no-store').send(body);
  });
}

export const OUR_FAULT = 'Something went wrong here; it is not your request. Try again later.';

export const JSON_WANTED =
  'The body should be JSON: {"query": "…", "variables": {…}}, sent as content-type: application/json.';

/** HTTP wants one Host header that names a host. Node would refuse a missing one too, but with nothing to read. */
export function requireHost(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    const { host } = headers;
    if (host === undefined && raw.httpVersion === '1.1') {
      throw new HttpError(400, 'HTTP/1.1 wants a Host header.');
    }
    if ((host !== undefined && !isHost(host)) || countOf('host', raw.rawHeaders) > 1) {
      throw new HttpError(
        400,
        'The Host header should name one host, such as example.org or [::1]:4000.',
      );
    }
    done();
  });
}

/** Of Node's raw headers, where names and values take turns. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}

function messageFor(error: Error, status: number, { routeOptions }: FastifyRequest): string {
  if (error instanceof HttpError) return error.message;
  if (status === 413) {
    return `The body is longer than ${routeOptions.bodyLimit} bytes. Ask in several requests.`;
  }
  if (status === 415) return JSON_WANTED;
  if (status < 500) return error.message;
  return OUR_FAULT;
}

/** Its `extensions` say with what status and headers it goes out over HTTP, as Yoga reads them. */
function answerGraphQLError({ message, extensions }: GraphQLError, reply: FastifyReply) {
  const { http = {}, ...others } = extensions as {
    code?: string;
    http?: { status?: number; headers?: Record<string, string> };
  };
  const { errors } = errorBody(400, message);
  const [error] = errors;
  return reply
    .code(http.status ?? 400)
    .headers({ 'cache-control': 'no-store', ...http.headers })
    .send({ errors: [{ ...error, extensions: { ...error!.extensions, ...others } }] });
}

/** What Node cannot even read as HTTP never reaches a route; it is answered by hand, on the socket. */
export function answerUnreadable(
  this: FastifyInstance,
  error: Error & { code?: string },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = UNREADABLE[error.code ?? ''] ?? 400;
  this.log.debug({ err: error }, 'unreadable request');
  if (socket.writable) {
    const reason = STATUS_CODES[status]!;
    const body = JSON.stringify(errorBody(status, `${reason}: this is not readable as HTTP.`));
    socket.write(
      `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/json; charset=utf-8\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}

const UNREADABLE: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

export function answerBadAddress(
  error: Error,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  void reply
    .code(400)
    .header('cache-control', 'no-store')
    .send(errorBody(400, `${error.message}.`));
}
