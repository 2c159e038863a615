import etag from '@fastify/etag';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLServer } from '../pipeline/yoga.ts';
import type { Admit, AdmitRequest } from '../pipeline/admission/admit-request.ts';
import { HttpError, JSON_WANTED } from './errors.ts';
import { endWhenStopping } from './request-signal.ts';
import type { OperationNotes } from '../pipeline/use-operation-notes.ts';

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
    const response = await ask(yoga, request, { admit: admitRequest(request, reply) });
    return send(response, reply);
  });
  void app.register(async (readable) => {
    // Only what is read by GET can be had again by its tag.
    await readable.register(etag, { weak: true });
    readable.get(url, async (request, reply) => {
      if (request.headers.accept?.includes('text/html')) return playground(request, reply);
      const response = await ask(yoga, request, { admit: admitRequest(request, reply) });
      const sound =
        response.status === 200 && request.notes?.codes.length === 0 && !isStream(response);
      void reply.headers({
        'cache-control': sound ? `public, max-age=${cacheSeconds}` : 'no-store',
        vary: 'accept, accept-encoding',
      });
      return send(response, reply);
    });
  });
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

/** The answer to what came, whatever its address: `accept` stands in for what the client would take. */
export async function ask(
  yoga: GraphQLServer,
  request: FastifyRequest,
  { accept, admit }: { accept?: string; admit: Admit },
): Promise<Response> {
  const { raw, cancellation } = request;
  if (request.headers.accept?.includes('text/event-stream')) endWhenStopping(request);
  request.notes = { name: undefined, kind: undefined, codes: [] };
  return yoga.fetch(
    // Its host is the client's word, and of no use here.
    new yoga.fetchAPI.Request(
      `http://localhost${yoga.graphqlEndpoint}${new URL(raw.url!, 'http://localhost').search}`,
      {
        // HEAD is GET whose answer Fastify leaves out.
        method: raw.method === 'HEAD' ? 'GET' : raw.method!,
        headers: { ...(raw.headers as Record<string, string>), ...(accept ? { accept } : {}) },
        body: (request.body as string | undefined) ?? null,
        signal: cancellation.signal,
      },
    ),
    { notes: request.notes, cancellation, admit },
  );
}

function isStream({ headers }: Response): boolean {
  return /^(text\/event-stream|multipart\/mixed)/.test(headers.get('content-type') ?? '');
}

/** Sends what Yoga answered, as it is. */
export async function send(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  void reply.code(response.status);
  response.headers.forEach((value, name) => void reply.header(name, value));
  // An answer that comes in pieces goes out in pieces.
  if (isStream(response)) {
    // A proxy in between should not wait for more either.
    void reply.header('x-accel-buffering', 'no');
    // Yoga says "none", which is no encoding that HTTP knows.
    return reply.removeHeader('content-encoding').send(response.body);
  }
  // Its text and not its body, of which Yoga would make a stream.
  const text = await response.text();
  if (text === '') throw new HttpError(response.status, EMPTY[response.status] ?? 'Refused.');
  return reply.send(text);
}

/** What Yoga refuses with an empty body. */
const EMPTY: Record<number, string> = {
  406: 'Answers come as application/graphql-response+json or application/json, in UTF-8; Accept asks for neither.',
  415: JSON_WANTED,
};
