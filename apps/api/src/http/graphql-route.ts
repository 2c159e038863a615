import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLServer } from '../pipeline/yoga.ts';
import type { Admit, AdmitRequest } from '../pipeline/admission/admit-request.ts';
import { accepted, type Accepted } from './accept.ts';
import { entityTag, isNotModified } from './entity-tag.ts';
import { HttpError, JSON_WANTED } from './errors.ts';
import { endWhenStopping } from './request-signal.ts';
import type { OperationNotes, ServerContext } from '../pipeline/use-operation-notes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for requests to the GraphQL endpoint. */
    notes: OperationNotes | null;
  }
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** A browser sends none of these to another site's server unless that server agreed first. */
const JSON_BODIES = /^application\/(graphql\+)?json(;|$)/;

/**
 * GraphQL over HTTP. Fastify reads the body and sends the answer, so its limits, compression and entity tags hold here
 * as on every route; Yoga sees a `Request` and gives a `Response`.
 */
export function graphqlRoute(
  app: FastifyInstance,
  yoga: GraphQLServer,
  {
    playground,
    cacheSeconds,
    admitRequest,
  }: {
    playground: Answer;
    cacheSeconds: number;
    admitRequest: AdmitRequest;
  },
): void {
  const url = yoga.graphqlEndpoint;
  app.decorateRequest('notes', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_BODIES, { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.post(url, { onRequest: refuseEncoded }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const { types } = acceptedBy(request);
    const response = await ask(yoga, request, { types, admit: admitRequest(request, reply) });
    return send(response, request, reply);
  });
  app.get(url, async (request, reply) => {
    void reply.header('vary', 'accept, accept-encoding');
    const { page, types } = acceptedBy(request);
    if (page) return playground(request, reply);
    const response = await ask(yoga, request, { types, admit: admitRequest(request, reply) });
    const isSound =
      response.status === 200 && request.notes?.codes.length === 0 && !isStream(response);
    if (!isSound) {
      void reply.header('cache-control', 'no-store');
      return send(response, request, reply);
    }
    const text = await response.text();
    void reply.headers({
      'cache-control': `public, max-age=${cacheSeconds}`,
      'content-type': response.headers.get('content-type')!,
    });
    return isNotModified(request, reply, entityTag(text))
      ? reply.code(304).send()
      : reply.send(text);
  });
}

/** @throws HttpError 406 */
function acceptedBy({ raw }: FastifyRequest): Accepted {
  const types = accepted(raw);
  if (!types) throw new HttpError(406, NOTHING_ACCEPTED);
  return types;
}

function refuseEncoded({ headers }: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  const encoding = headers['content-encoding'];
  if (encoding && encoding !== 'identity') {
    throw new HttpError(
      415,
      `Send the body as it is; content-encoding: ${encoding} is not read here.`,
    );
  }
  done();
}

/** The answer to what came, whatever its address, as one of the media types given, the first that will do. */
export async function ask(
  yoga: GraphQLServer,
  request: FastifyRequest,
  { types, admit }: { types: string; admit: Admit },
): Promise<Response> {
  const { raw, cancellation } = request;
  const reading = await request.read();
  request.notes = { name: undefined, kind: undefined, codes: [] };
  const { handleRequest, Request, endpoint } = handlerOf(yoga);
  return handleRequest(
    // Its host is the client's word, and of no use here.
    new Request(
      raw.url!.includes('?') ? endpoint + new URL(raw.url!, 'http://localhost').search : endpoint,
      {
        // HEAD is GET whose answer Fastify leaves out.
        method: raw.method === 'HEAD' ? 'GET' : raw.method!,
        headers: { ...(raw.headers as Record<string, string>), accept: types },
        body: (request.body as string | undefined) ?? null,
        signal: cancellation.signal,
      },
    ),
    {
      notes: request.notes,
      reading,
      cancellation,
      admit,
      now: new Date().toISOString(),
      lastEventId: (raw.headers['last-event-id'] as string | undefined) ?? null,
    },
    NOTHING_MORE,
  );
}

/** Where there are two contexts Yoga makes a plain object of them; of one it makes a prototype, for every request. */
const NOTHING_MORE: Partial<ServerContext> = {};

interface Handler {
  handleRequest: (
    request: Request,
    context: ServerContext,
    more: Partial<ServerContext>,
  ) => Promise<Response> | Response;
  Request: typeof Request;
  endpoint: string;
}

const handlers = new WeakMap<GraphQLServer, Handler>();

/** What is used of Yoga for each request: it is a proxy, which binds its functions anew whenever they are looked up. */
function handlerOf(yoga: GraphQLServer): Handler {
  let handler = handlers.get(yoga);
  if (!handler) {
    handler = {
      handleRequest: yoga.handleRequest as Handler['handleRequest'],
      Request: yoga.fetchAPI.Request,
      endpoint: `http://localhost${yoga.graphqlEndpoint}`,
    };
    handlers.set(yoga, handler);
  }
  return handler;
}

function isStream({ headers }: Response): boolean {
  return /^(text\/event-stream|multipart\/mixed)/.test(headers.get('content-type') ?? '');
}

/** Sends what Yoga answered, as it is. */
export async function send(
  response: Response,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // The client has left, and nothing went wrong.
  if (reply.raw.destroyed) return reply.hijack();
  void reply.code(response.status);
  response.headers.forEach((value, name) => void reply.header(name, value));
  // An answer that comes in pieces goes out in pieces.
  if (isStream(response)) {
    endWhenStopping(request);
    // Nothing else comes over its connection, for which a server that stops would wait.
    void reply.header('connection', 'close');
    // A proxy in between should not wait for more either.
    void reply.header('x-accel-buffering', 'no');
    // Yoga says "none", which is no encoding that HTTP knows.
    return reply.removeHeader('content-encoding').send(response.body);
  }
  // Its text and not its body, of which Yoga would make a stream.
  const text = await response.text();
  if (text === '') throw new HttpError(response.status, reasonFor(response, request));
  return reply.send(text);
}

const NOTHING_ACCEPTED =
  'Answers come as application/json, application/graphql-response+json or text/event-stream, in UTF-8; Accept asks for none of them.';

/** Why Yoga refused with an empty body. */
function reasonFor({ status }: Response, { notes }: FastifyRequest): string {
  if (status === 415) return JSON_WANTED;
  if (status !== 406) return 'Refused.';
  return notes?.kind === 'subscription'
    ? 'A subscription is answered as text/event-stream, which Accept does not ask for. Send accept: text/event-stream.'
    : NOTHING_ACCEPTED;
}
