import type { RequestHandler } from './$types';

/** A list in all its orders, and a page as of all moments, are the same again and without end: their own addresses do. */
export const GET: RequestHandler = ({ url }) =>
  new Response(
    `User-agent: *
Disallow: /suggest
Disallow: /*?*asOf=
Disallow: /*?*after=
Disallow: /*?*before=

Sitemap: ${url.origin}/sitemap.xml
`,
    { headers: { 'content-type': 'text/plain; charset=utf-8' } },
  );
