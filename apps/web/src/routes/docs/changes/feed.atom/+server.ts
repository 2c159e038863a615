import changes from '@casus/contract/changes.json';
import type { RequestHandler } from './$types';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A day of changes is an entry; who builds on the contract follows it like news. */
export const GET: RequestHandler = ({ url }) => {
  const page = new URL('/docs/changes', url.origin).href;
  const entries = changes.toReversed().map(({ date, sha256, changes: changesOfDay }) => {
    const title = changesOfDay.some(({ breaking }) => breaking)
      ? `${changesOfDay.length} changes of the schema, some breaking`
      : changesOfDay.length > 0
        ? `${changesOfDay.length} changes of the schema`
        : 'The first contract';
    const list = changesOfDay.map(
      ({ message, path }) => `<li><code>${escaped(path)}</code>: ${escaped(message)}</li>`,
    );
    return `<entry>
<id>${page}#d${date}</id><title>${title}</title><updated>${date}T00:00:00Z</updated>
<link rel="alternate" href="${page}#d${date}"/>
<content type="html">${escaped(`<p>${sha256}</p><ul>${list.join('')}</ul>`)}</content>
</entry>`;
  });
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${page}</id><title>Casus: changes of the schema</title><updated>${changes.at(-1)!.date}T00:00:00Z</updated>
<author><name>Casus</name></author>
<link rel="self" href="${page}/feed.atom"/><link rel="alternate" href="${page}"/>
${entries.join('\n')}
</feed>
`;
  return new Response(feed, {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    },
  });
};
