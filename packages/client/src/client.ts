import { Client, createRequest, fetchExchange, type CombinedError } from '@urql/core';
import { byHash, createDocumentIds, type DocumentIds } from './document-ids.ts';
import { textOf, type TypedDocument } from './document.ts';
import { casusError, type CasusError } from './errors.ts';
import { paginate, type Page, type PageOptions } from './paginate.ts';
import { createPositions, neverBack, type Positions } from './positions.ts';
import { retrying, secondsIn } from './retry.ts';
import { watch, type Watched, type WatchOptions } from './watch.ts';

export { createDocumentIds, createPositions, type DocumentIds, type Positions };

export interface ClientOptions {
  /** Where the API is: `https://casus.example/graphql`. */
  url: string;
  /** What was known at this moment, for every document that has a variable `$asOf` and is not given another. */
  asOf?: string | Date;
  /** `en`, `ru`, `ky` or `tg`: names in this language, for every document that has a variable `$language`. */
  language?: string;
  fetch?: typeof globalThis.fetch;
  headers?: Record<string, string>;
  /** How often a request is sent again that was refused for the moment, or lost on its way; 3. */
  retries?: number;
  /** Share them between clients that stand for one reader; each has its own unless given. */
  positions?: Positions;
  /**
   * Given, documents are asked for by their hash (`GET ?documentId=`), so that caches on the way may answer, and by
   * their text where the server does not know them: `createDocumentIds()`, once for all clients of a program.
   */
  documentIds?: DocumentIds;
  /** A request that would have to wait longer is refused instead; 60. */
  longestWaitSeconds?: number;
}

/** All that was asked for, or why there is nothing of it. */
export type Answer<Data> =
  { data: Data; errors: null } | { data: null; errors: readonly CasusError[] };

/** Variables may be left out where none has to be given. */
type Given<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

export interface CasusClient {
  /** Text is answered without types, unless they are given: `query<Data>('{ … }')`. */
  query<Data = unknown, Variables = Record<string, unknown>>(
    document: TypedDocument<Data, Variables> | string,
    ...variables: Given<Variables>
  ): Promise<Answer<Data>>;

  /**
   * The rows of a list, page after page. The document has variables `$first` and `$after` (backwards: `$last` and
   * `$before`), and asks for `pageInfo`.
   *
   * @throws CasusFailure
   */
  paginate<Data, Variables, Row>(
    document: TypedDocument<Data, Variables> | string,
    variables: Variables,
    pageOf: (data: Data) => Page<Row> | null | undefined,
    options?: PageOptions,
  ): AsyncGenerator<Row, void, void>;

  /**
   * The answers of a subscription, each once, with their positions; it goes on over cuts. `watchClaims` of
   * `@casus/client/live` has the document of claims with it.
   *
   * @throws CasusFailure
   */
  watch<Data, Variables>(
    document: TypedDocument<Data, Variables> | string,
    variables: Variables,
    options?: WatchOptions,
  ): AsyncGenerator<Watched<Data>, void, void>;

  /** The client underneath, for whatever else urql does. */
  urql: Client;
}

export function createClient({
  url,
  asOf,
  language,
  headers = {},
  retries = 3,
  longestWaitSeconds = 60,
  positions = createPositions(),
  documentIds,
  fetch = globalThis.fetch,
}: ClientOptions): CasusClient {
  const send = retrying(
    neverBack((...request) => fetch(...request), positions),
    { retries, longestWaitSeconds },
  );
  const urql = new Client({
    url,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetch: send,
    fetchOptions: { headers },
  });
  const everywhere = {
    asOf: asOf instanceof Date ? asOf.toISOString() : asOf,
    language,
  };

  async function query(
    document: string | TypedDocument<unknown, never>,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<unknown>> {
    const text = textOf(document);
    const all = { ...defaultsFor(text), ...variables };
    let request;
    try {
      request = createRequest(text, all);
    } catch (error) {
      // urql reads the text before it sends it, and throws what the server would answer.
      const { message } = error as Error;
      return { data: null, errors: [{ code: 'GRAPHQL_PARSE_FAILED', message, path: undefined }] };
    }
    const sending = documentIds && { fetch: byHash(send, documentIds, text, all) };
    const { data, error } = await urql.executeQuery(request, sending).toPromise();
    return error ? { data: null, errors: errorsOf(error, url) } : { data, errors: null };
  }

  /** Of the variables that the client gives everywhere, those that the document has. */
  function defaultsFor(text: string): Record<string, unknown> {
    const asked = Object.entries(everywhere).filter(
      ([name, value]) => value !== undefined && new RegExp(`\\$${name}\\s*:`).test(text),
    );
    return Object.fromEntries(asked);
  }

  return {
    query: query as CasusClient['query'],
    paginate: (document, variables, pageOf, options = {}) =>
      paginate(query as never, document, variables, pageOf, options),
    watch: (document, variables, options = {}) => {
      const query = textOf(document);
      const body = JSON.stringify({ query, variables: { ...defaultsFor(query), ...variables } });
      const own = { accept: 'text/event-stream', 'content-type': 'application/json' };
      const watched = watch<never>(
        (more, signal) =>
          fetch(url, { method: 'POST', headers: { ...headers, ...own, ...more }, body, signal }),
        options,
        longestWaitSeconds,
      );
      return seen(watched, positions);
    },
    urql,
  };
}

/** Who has been told of a change is not answered from before it. */
async function* seen<Data>(
  watched: AsyncGenerator<Watched<Data>, void, void>,
  positions: Positions,
): AsyncGenerator<Watched<Data>, void, void> {
  for await (const each of watched) {
    positions.saw(each.position);
    yield each;
  }
}

function errorsOf(
  { graphQLErrors, networkError, response }: CombinedError,
  url: string,
): CasusError[] {
  if (networkError) {
    const { message, cause } = networkError;
    // Node says why in the cause alone.
    const why = cause instanceof Error && cause.message ? cause.message : message;
    return [
      {
        code: 'NO_ANSWER',
        message: `No answer came from ${url}: ${why}`,
        path: undefined,
        cause: networkError,
      },
    ];
  }
  const { headers } = (response ?? {}) as Partial<Response>;
  const retryAfter = headers && secondsIn(headers, 'retry-after');
  return graphQLErrors.map((error) => casusError(error, retryAfter));
}
