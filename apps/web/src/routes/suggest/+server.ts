import { json } from '@sveltejs/kit';
import { ask } from '#lib/api/client.server.ts';
import { hitOf } from '#lib/search/hit.ts';
import { queryOf, typeOf } from '#lib/search/query.ts';
import { Suggestions } from '#lib/search/suggestions.ts';
import type { RequestHandler } from './$types';

const MOST = 8;

/** What a search box offers while one types: the site's scripts may ask no other host. */
export const GET: RequestHandler = async (event) => {
  const query = queryOf(event.url);
  if (!query) return json([]);
  const type = typeOf(event.url);
  const { data } = await ask(event, Suggestions, {
    query,
    types: type ? [type] : null,
    first: MOST,
  });
  return json(data.search.nodes.map(hitOf), { headers: { 'cache-control': 'max-age=60' } });
};
