import type { FastifyRequest } from 'fastify';
import {
  concatAST,
  GraphQLError,
  parse,
  print,
  separateOperations,
  type DocumentNode,
  type FormattedExecutionResult,
} from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Admit } from '../pipeline/admission/admit-request.ts';
import type { GraphQLServer } from '../pipeline/yoga.ts';

/** Queries in files of their own, each with the fragments it uses and no others. */
export function publishedQueries(folder: string): ReadonlyMap<string, PublishedQuery> {
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => parse(readFileSync(join(folder, name), 'utf8')));
  const operations = Object.entries(separateOperations(concatAST(documents)));
  return new Map(
    operations.map(([name, document]) => [name, { document, text: print(document) }] as const),
  );
}

export interface PublishedQuery {
  document: DocumentNode;
  /** As anyone may send it to the API. */
  text: string;
}

/** A published query for one request, which says when it came and whose it is. */
export interface Published {
  query: PublishedQuery;
  variables: Record<string, unknown>;
  now: string;
  admit: Admit;
}

/**
 * What the API answers to a published query; a field that fails fails it whole.
 * @throws GraphQLError
 */
export async function answerTo<Data>(
  yoga: GraphQLServer,
  request: FastifyRequest,
  { query, variables, now, admit }: Published,
): Promise<Data> {
  const { cancellation } = request;
  const reading = await request.read();
  request.notes = { name: undefined, kind: undefined, codes: [] };
  const response = await yoga.handleRequest(
    new yoga.fetchAPI.Request(`http://localhost${yoga.graphqlEndpoint}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: query.text, variables }),
      signal: cancellation.signal,
    }),
    { notes: request.notes, reading, cancellation, admit, now, isPublished: true },
  );
  const { data, errors } = (await response.json()) as FormattedExecutionResult<Data>;
  if (errors) throw refusalOf(response, errors[0]!);
  return data as Data;
}

function refusalOf(
  { status, headers }: Response,
  { message, extensions = {} }: NonNullable<FormattedExecutionResult['errors']>[number],
): GraphQLError {
  const retryAfter = headers.get('retry-after');
  return new GraphQLError(message, {
    extensions: {
      ...extensions,
      http: {
        // GraphQL's status of an answer of which a part failed is 200.
        status:
          status !== 200 ? status : extensions['code'] === 'INTERNAL_SERVER_ERROR' ? 500 : 400,
        ...(retryAfter !== null && { headers: { 'retry-after': retryAfter } }),
      },
    },
  });
}
