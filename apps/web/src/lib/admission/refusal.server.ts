import { m } from '#paraglide/messages.js';
import { getTextDirection } from '#paraglide/runtime.js';
import type { RequestEvent } from '@sveltejs/kit';
import type { NotAdmitted } from './admission.server.ts';

/**
 * A page that says why there is none, and what to do. It is whole in itself: when there is much to do, it must
 * cost as good as nothing.
 */
export function refusal(
  { url, isDataRequest }: RequestEvent,
  { status, retryAfterSeconds }: NotAdmitted,
  locale: string,
): Response {
  const headers = {
    'retry-after': String(retryAfterSeconds),
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  };
  const title = status === 429 ? m.errors_title_429() : m.errors_title_busy();
  const message =
    status === 429
      ? m.errors_too_often({ seconds: retryAfterSeconds })
      : m.errors_busy({ seconds: retryAfterSeconds });
  if (isDataRequest) return Response.json({ message }, { status, headers });
  const again = escaped(url.pathname + url.search);
  const page = `<!doctype html>
<html lang="${locale}" dir="${getTextDirection(locale)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escaped(title)} · Casus</title>
<style>body{font:1.1rem/1.5 Georgia,serif;max-width:32rem;margin:12vh auto;padding:0 1rem}h1{font-size:1.8rem;line-height:1.2}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(message)}</p>
<p><a href="${again}">${escaped(m.errors_again())}</a></p>
</html>
`;
  return new Response(page, {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  });
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
