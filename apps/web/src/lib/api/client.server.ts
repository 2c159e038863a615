import { CASUS_API_URL, CASUS_PUBLIC_API_URL } from '$app/env/private';
import { m } from '#paraglide/messages.js';
import { error, type RequestEvent } from '@sveltejs/kit';
import { Client, fetchExchange } from '@urql/core';
import type { TypedDocumentString } from '../../gql/graphql.ts';

/** How long a page waits for the API before it says that it is slow. */
const PATIENCE = 15_000;

/** What a page shows and the question that gave it; the question can be opened in the playground. */
export interface Answered<Data> {
  data: Data;
  playground: string;
}

/**
 * Asks the public API one question, as anybody could. An API that is down, slow or refuses ends in a
 * page that says so.
 */
export async function ask<Data, Variables extends Record<string, unknown>>(
  event: Pick<RequestEvent, 'fetch'>,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Answered<Data>> {
  const query = document.toString();
  const client = new Client({
    url: CASUS_API_URL,
    // The client puts a signal of its own over one in its options.
    fetch: (input, init) => event.fetch(input, { ...init, signal: AbortSignal.timeout(PATIENCE) }),
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: {
      // The API is beside this server: packing the answer takes longer than sending it.
      headers: { 'accept-encoding': 'identity' },
    },
  });
  const result = await client.query<Data>(query, variables).toPromise();
  if (result.error?.networkError) {
    const slow = ['TimeoutError', 'AbortError'].includes(result.error.networkError.name);
    error(slow ? 504 : 503, slow ? m.errors_too_slow() : m.errors_unreachable());
  }
  const mistake = result.error?.graphQLErrors.find(({ extensions }) =>
    ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED'].includes(String(extensions['code'])),
  );
  if (mistake) error(400, mistake.message);
  // An answer with a hole in it would pass for a record that lacks the thing.
  if (!result.data || result.error) error(502, m.errors_no_answer());
  return { data: result.data, playground: playgroundLink(query, variables) };
}

export function playgroundLink(query: string, variables: Record<string, unknown> = {}): string {
  const link = new URL(CASUS_PUBLIC_API_URL || CASUS_API_URL);
  link.searchParams.set('query', query);
  link.searchParams.set('variables', JSON.stringify(variables, null, 2));
  return link.href;
}
