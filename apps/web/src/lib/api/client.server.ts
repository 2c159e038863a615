import { CASUS_API_URL, CASUS_PUBLIC_API_URL } from '$app/env/private';
import { inReadersLanguage } from '#lib/language/composed-names.server.ts';
import { LANGUAGES } from '#lib/language/locale.ts';
import { m } from '#paraglide/messages.js';
import { baseLocale, getLocale } from '#paraglide/runtime.js';
import { createClient, createDocumentIds, createPositions } from '@casus/client';
import type { CasusError, UnknownEntity } from '@casus/client/errors';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { TypedDocumentString } from '../../gql/graphql.ts';
import { queryText } from '../address/query.ts';
import { sanitize } from './sanitize.ts';

/**
 * What any page of this process has shown: no reader is told anything older by the next page, whichever replica of the
 * record answers it.
 */
const positions = createPositions();

/** The documents that the API does not know, of another version, go as text from the second time on. */
const documentIds = createDocumentIds();

/** How long a page waits for the API before it says that it is slow. */
const PATIENCE = 15_000;

/** What a reader can do something about: the message says what. */
const MISTAKES = new Set<CasusError['code']>([
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
 *
 * Questions go by hash, so that a cache between the site and the API may answer; without one they take the API as
 * long as text: of an answer of 90 kB, by turns, 10.0 ms of its processor and 10.1 (27 November 2026).
 */
export async function ask<Data, Variables extends Record<string, unknown>>(
  event: Pick<RequestEvent, 'fetch' | 'locals' | 'request' | 'url'>,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Answered<Data>> {
  const query = document.toString();
  const asked = inLanguage(query, variables);
  const given = new AbortController();
  // Whose reader has left asks nothing more.
  const signal = AbortSignal.any([given.signal, event.request.signal]);
  const client = createClient({
    positions,
    documentIds,
    url: CASUS_API_URL,
    fetch: (input, init) => event.fetch(input, { ...init, signal }),
    // The API is beside this server: packing the answer takes longer than sending it.
    headers: { 'accept-encoding': 'identity', ...event.locals.reader.headers },
    // A reader is told that the API is busy, and not made to wait.
    retries: 0,
  });
  const answer = await inTime(client.query<Data>(query, asked));
  if (!answer) {
    given.abort();
    error(504, m.faults_too_slow());
  }
  // An answer with a hole in it would pass for a record that lacks the thing.
  if (answer.errors) refuse(event, answer.errors);
  return {
    data: inReadersLanguage(sanitize(answer.data)),
    playground: playgroundLink(query, asked),
  };
}

/** Names in the reader's language, wherever a question asks for names in one; English is the record's own. */
function inLanguage(query: string, variables: Record<string, unknown>): Record<string, unknown> {
  const locale = getLocale();
  const isAsked = locale in LANGUAGES && locale !== baseLocale && query.includes('$language');
  return isAsked ? { ...variables, language: locale } : variables;
}

function refuse(
  { locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
  errors: readonly CasusError[],
): never {
  const codes = errors.map(({ code }) => code);
  for (const error of errors) {
    if ('retryAfterSeconds' in error) locals.retryAfter ??= String(error.retryAfterSeconds);
  }
  if (codes.includes('RATE_LIMITED')) error(429, m.faults_too_much());
  if (codes.includes('OVERLOADED')) error(503, m.faults_busy(), { isBusy: true });
  if (codes.includes('UNAVAILABLE') || codes.includes('NO_ANSWER')) {
    error(503, m.faults_unreachable());
  }
  if (codes.includes('TIMEOUT')) error(504, m.faults_too_slow());
  for (const each of errors) {
    if (each.code === 'BAD_USER_INPUT' && each.unknown) {
      refuseUnknown(each, each.unknown, url);
    }
  }
  const mistake = errors.find(({ code }) => MISTAKES.has(code));
  if (mistake) {
    const { message, argument } = mistake as CasusError & { argument?: string };
    error(400, m.faults_refused({ message }), argument ? { argument } : {});
  }
  error(502, m.faults_no_answer());
}

function refuseUnknown(
  { message, argument = '' }: CasusError & { argument?: string },
  { type, name, nearly = [] }: UnknownEntity,
  url: URL,
): never {
  const slug = name.slice(0, 80);
  const noneOf = noSuch[`faults_no_${type.toLowerCase()}`];
  const words = noneOf?.({ slug }) ?? m.faults_refused({ message });
  error(404, words, {
    unknown: { field: argument, name },
    nearly: nearly.flatMap((each) => {
      const href = addressNaming(url, name, each.slug);
      return href ? [{ name: each.name, href }] : [];
    }),
  });
}

/** The same address with another name in place of one that nothing has; null where it does not stand in a parameter. */
function addressNaming({ pathname, searchParams }: URL, name: string, slug: string): string | null {
  const given = [...searchParams];
  // A parameter may hold several names, with commas between.
  const renamed = (value: string) =>
    value
      .split(',')
      .map((each) => (each.trim() === name ? slug : each))
      .join(',');
  const meant = given.map(([key, value]) => [key, renamed(value)]);
  if (meant.every(([, value], at) => value === given[at]![1])) return null;
  return `${pathname}?${queryText(new URLSearchParams(meant))}`;
}

/** That there is no such thing, by its type: a message of each entity says so. */
const noSuch = m as unknown as Record<string, ((named: { slug: string }) => string) | undefined>;

/** Null once patience is at its end: the client tells nobody of a request that was aborted. */
async function inTime<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** Where a question that a page makes no use of by itself can be asked. */
export function questionLink(
  document: { toString(): string },
  variables: Record<string, unknown>,
): string {
  const query = document.toString();
  const declared = Object.entries(inLanguage(query, variables)).filter(([name]) =>
    query.includes(`$${name}:`),
  );
  return playgroundLink(query, Object.fromEntries(declared));
}

export function playgroundLink(query: string, variables: Record<string, unknown> = {}): string {
  const link = new URL(CASUS_PUBLIC_API_URL || CASUS_API_URL);
  link.searchParams.set('query', query);
  link.searchParams.set('variables', JSON.stringify(variables, null, 2));
  return link.href;
}
