import type { Handle } from '@sveltejs/kit/hooks';
import { getTextDirection } from '#paraglide/runtime.js';
import { paraglideMiddleware } from '#paraglide/server.js';
import { isOffered } from '#lib/text/locale.ts';

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

/** The address alone says the language, so that a page can be cited, and kept by any cache. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    const response = await resolve(event, {
      // Not its scripts: the page is whole without them, and they would keep its letters waiting.
      preload: ({ type, path }) =>
        type === 'css' || (type === 'font' && isFirstNeeded(path, locale)),
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', locale).replace('%dir%', getTextDirection(locale)),
    });
    for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
    response.headers.set('content-language', locale);
    if (!isOffered(locale)) response.headers.set('x-robots-tag', 'noindex');
    const { status } = event.locals;
    // A page's data fetched by its script is an answer as any other: the page tells what is wrong.
    return status && !event.isDataRequest
      ? new Response(response.body, { status, headers: response.headers })
      : response;
  });
