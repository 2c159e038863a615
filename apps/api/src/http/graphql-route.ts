import etag from '@fastify/etag';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLServer } from '../graphql.ts';
import { HttpError } from './errors.ts';
import type { OperationNotes } from './use-operation-notes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for requests to the GraphQL endpoint. */
    notes: OperationNotes | null;
  }
}

/** A browser sends none of these to another site's server unless that server agreed first. */
const JSON_BODIES = /^application\/(graphql\+)?json(;|$)/;

/**
 * GraphQL over HTTP. Fastify reads the body and sends the answer, so its limits, compression and entity tags hold here
 * as on every route; Yoga sees a `Request` and gives a `Response`.
 */
export function graphqlRoute(app: FastifyInstance, yoga: GraphQLServer): void {
  const answer = (request: FastifyRequest, reply: FastifyReply) => ask(yoga, request, reply);
  const url = yoga.graphqlEndpoint;
  app.decorateRequest('notes', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_BODIES, { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.post(url, answer);
  // Only what is read by GET can be had again by its tag.
  void app.register(async (readable) => {
    await readable.register(etag, { weak: true });
    readable.get(url, answer);
  });
}

async function ask(yoga: GraphQLServer, request: FastifyRequest, reply: FastifyReply) {
  const { raw } = request;
  const left = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) left.abort();
  });
  request.notes = { name: undefined, kind: undefined, codes: [] };
  const response = await yoga.fetch(
    // Its host is the client's word, and of no use here.
    new yoga.fetchAPI.Request(`http://localhost${raw.url}`, {
      // HEAD is GET whose answer Fastify leaves out.
      method: raw.method === 'HEAD' ? 'GET' : raw.method!,
      headers: raw.headers as Record<string, string>,
      body: (request.body as string | undefined) ?? null,
      signal: left.signal,
    }),
    { notes: request.notes },
  );
  return send(response, reply);
}

async function send(response: Response, reply: FastifyReply) {
  void reply.code(response.status);
  response.headers.forEach((value, name) => void reply.header(name, value));
  if (!response.body)
    throw new HttpError(response.status, NOTHING_TO_SAY[response.status] ?? 'No.');
  // An answer that comes in pieces goes out in pieces.
  const type = response.headers.get('content-type') ?? '';
  if (/^(text\/event-stream|multipart\/mixed)/.test(type)) return reply.send(response.body);
  return reply.send(await response.text());
}

/** Yoga refuses these with an empty body. */
const NOTHING_TO_SAY: Record<number, string> = {
  406: 'Answers come as application/graphql-response+json or application/json, in UTF-8; Accept asks for neither.',
  415: 'The body should be JSON: {"query": "…", "variables": {…}}, sent as content-type: application/json.',
};
