import { CASUS_API_URL, CASUS_PUBLIC_API_URL } from '$app/env/private';
import { LANGUAGES } from '#lib/language/locale.ts';
import { m } from '#paraglide/messages.js';
import { baseLocale, getLocale } from '#paraglide/runtime.js';
import { error, type RequestEvent } from '@sveltejs/kit';
import { Client, fetchExchange, type CombinedError } from '@urql/core';
import type { TypedDocumentString } from '../../gql/graphql.ts';
import { sanitize } from './sanitize.ts';

/** How long a page waits for the API before it says that it is slow. */
const PATIENCE = 15_000;

/** What a reader can do something about: the message says what. */
const MISTAKES = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'COST_LIMIT_EXCEEDED',
  'ANSWER_TOO_LARGE',
]);

/** What a page shows and the question that gave it; the question can be opened in the playground. */
export interface Answered<Data> {
  data: Data;
  playground: string;
}

/**
 * Asks the public API one question, as anybody could, and gives the answer fit to be shown (`sanitize`).
 * An API that is down, slow or refuses ends in a page that says so.
 */
export async function ask<Data, Variables extends Record<string, unknown>>(
  event: Pick<RequestEvent, 'fetch' | 'locals' | 'request'>,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Answered<Data>> {
  const query = document.toString();
  const asked = inLanguage(query, variables);
  const given = new AbortController();
  // Whose reader has left asks nothing more.
  const signal = AbortSignal.any([given.signal, event.request.signal]);
  const client = new Client({
    url: CASUS_API_URL,
    // The client puts a signal of its own over one in its options.
    fetch: (input, init) => event.fetch(input, { ...init, signal }),
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: {
      // The API is beside this server: packing the answer takes longer than sending it.
      headers: { 'accept-encoding': 'identity', ...event.locals.reader.headers },
    },
  });
  const result = await inTime(client.query<Data>(query, asked).toPromise());
  if (!result) {
    given.abort();
    error(504, m.faults_too_slow());
  }
  if (result.error?.networkError) error(503, m.faults_unreachable());
  const codes =
    result.error?.graphQLErrors.map(({ extensions }) => String(extensions['code'])) ?? [];
  event.locals.retryAfter ??= retryAfterOf(result.error);
  if (codes.includes('RATE_LIMITED')) error(429, m.faults_too_much());
  if (codes.includes('OVERLOADED')) error(503, m.faults_busy());
  if (codes.includes('UNAVAILABLE')) error(503, m.faults_unreachable());
  if (codes.includes('TIMEOUT')) error(504, m.faults_too_slow());
  const mistake = result.error?.graphQLErrors.find(({ extensions }) =>
    MISTAKES.has(String(extensions['code'])),
  );
  if (mistake) error(400, m.faults_refused({ message: mistake.message }));
  // An answer with a hole in it would pass for a record that lacks the thing.
  if (!result.data || result.error) error(502, m.faults_no_answer());
  return { data: sanitize(result.data), playground: playgroundLink(query, asked) };
}

/** Names in the reader's language, wherever a question asks for names in one; English is the record's own. */
function inLanguage(query: string, variables: Record<string, unknown>): Record<string, unknown> {
  const locale = getLocale();
  const isAsked = locale in LANGUAGES && locale !== baseLocale && query.includes('$language');
  return isAsked ? { ...variables, language: locale } : variables;
}

/** When the API said to ask again, seconds; the client keeps its answer as it came. */
function retryAfterOf(refused: CombinedError | undefined): string | undefined {
  const { headers } = (refused?.response ?? {}) as Partial<Response>;
  return headers?.get('retry-after') ?? undefined;
}

/** Null once patience is at its end: the client tells nobody of a request that was aborted. */
async function inTime<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

export function playgroundLink(query: string, variables: Record<string, unknown> = {}): string {
  const link = new URL(CASUS_PUBLIC_API_URL || CASUS_API_URL);
  link.searchParams.set('query', query);
  link.searchParams.set('variables', JSON.stringify(variables, null, 2));
  return link.href;
}
