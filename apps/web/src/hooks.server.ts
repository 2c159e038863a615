import type { Handle } from '@sveltejs/kit/hooks';
import { m } from '#paraglide/messages.js';
import { getTextDirection } from '#paraglide/runtime.js';
import { paraglideMiddleware } from '#paraglide/server.js';
import { admit, NotAdmitted, readerOf } from '#lib/admission/admission.server.ts';
import { refusal } from '#lib/admission/refusal.server.ts';
import { MADE_AT } from '#lib/page/made-at.ts';
import { isOffered, unlocalized } from '#lib/language/locale.ts';
import { faultDocument, framed } from './routes/embed/[...path]/document.server.ts';

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** The letters that a page begins with: fetched with its styles, they come before they are painted. */
function isFirstNeeded(path: string, locale: string): boolean {
  if (/newsreader-latin-wght|inter-latin-wght/.test(path)) return true;
  return ['ru', 'ky', 'tg'].includes(locale) && /-cyrillic-wght/.test(path);
}

/** When a page that is not shown at one moment was made: beside the page, whose text it does not change. */
const madeAtHeader = (madeAt: string) => `${MADE_AT};desc="${madeAt}"`;

/**
 * Anybody may keep a page, and asks each time whether it has changed: its entity tag is that of its text,
 * which is a function of its address and the record alone. What went wrong, or depends on the hour, is
 * kept by nobody.
 */
const cacheControl = (status: number) =>
  status < 300 || (status >= 400 && status < 429) ? 'no-cache' : 'no-store';

/**
 * What cannot be decoded SvelteKit answers with a page of the site, which no other site can frame; to what frames cards the
 * answer is another. Null for all else.
 */
function unreadableCard(url: URL): Response | null {
  if (!unlocalized(url.pathname).startsWith('/embed/')) return null;
  try {
    decodeURIComponent(url.pathname);
    return null;
  } catch {
    return framed(faultDocument({ status: 400, message: m.reuse_gone() }, url), 400);
  }
}

/** The address alone says the language, so that a page can be cited, and kept by any cache. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    // Before the record is asked: what comes meanwhile is then told afterwards, rather than never.
    event.locals.madeAt = new Date().toISOString();
    event.locals.reader = readerOf(event);
    const render = async () =>
      unreadableCard(event.url) ??
      resolve(event, {
        // Not its scripts: the page is whole without them, and they would keep its letters waiting.
        preload: ({ type, path }) =>
          type === 'css' || (type === 'font' && isFirstNeeded(path, locale)),
        transformPageChunk: ({ html }) =>
          html.replace('%lang%', locale).replace('%dir%', getTextDirection(locale)),
      });
    const response = await admit(event.locals.reader, event.request.signal, render).catch(
      (error: unknown) => {
        if (error instanceof NotAdmitted) return refusal(event, error, locale);
        throw error;
      },
    );
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    response.headers.set('content-language', locale);
    if (!isOffered(locale)) response.headers.set('x-robots-tag', 'noindex');
    const { status, madeAt, retryAfter } = event.locals;
    if (retryAfter && response.status >= 400) response.headers.set('retry-after', retryAfter);
    if (!response.headers.has('cache-control')) {
      response.headers.set('cache-control', cacheControl(status ?? response.status));
    }
    response.headers.set('server-timing', madeAtHeader(madeAt));
    // A page's data fetched by its script is an answer as any other: the page tells what is wrong.
    return status && !event.isDataRequest
      ? new Response(response.body, { status, headers: response.headers })
      : response;
  });
