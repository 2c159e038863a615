import type { SearchType } from '../../gql/graphql.ts';
import { ask } from '#lib/api/client.server.ts';
import { hitOf } from '#lib/search/hit.ts';
import { queryOf, typeOf } from '#lib/search/query.ts';
import { SEARCH_TYPE } from '#lib/vocabulary/words.ts';
import { SearchPage } from './search.ts';
import type { PageServerLoad } from './$types';

const ROWS = 20;
const TYPES = Object.keys(SEARCH_TYPE) as SearchType[];

export const load: PageServerLoad = async (event) => {
  const query = queryOf(event.url);
  const written = event.url.searchParams.get('q') ?? '';
  const type = typeOf(event.url);
  if (!query) return { written, type, answer: null };
  const { data, playground } = await ask(event, SearchPage, {
    query,
    types: type ? [type] : null,
    first: ROWS,
    after: event.url.searchParams.get('after'),
  });
  const { hits } = data;
  return {
    written,
    type,
    answer: {
      playground,
      hits: hits.nodes.map(hitOf),
      // The names that were read for a word that is in none.
      alike: hits.nodes.length > 0 && hits.nodes.every(({ match }) => match === 'ALIKE'),
      total: hits.totalCount,
      info: hits.pageInfo,
      counts: TYPES.map((word) => ({ type: word, count: data[word].totalCount })),
    },
  };
};
