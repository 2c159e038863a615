import { error, isHttpError, type RequestEvent } from '@sveltejs/kit';
import type { SearchType } from '../../gql/graphql.ts';
import { entityPath } from '../address/paths.ts';
import { ask } from '../api/client.server.ts';
import { localized } from '../language/locale.ts';
import { searchTermsIn } from './search-terms.ts';
import { Suggestions } from './suggestions.ts';

/** What may have been meant by a name that nothing has. */
export interface Nearly {
  name: string;
  href: string;
}

const MOST = 3;

type Event = Pick<RequestEvent, 'fetch' | 'locals' | 'request' | 'url'>;

/** What a page loads; where there is nothing of its name, the page that says so also names what a search finds for it. */
export async function orNearly<Loaded>(
  event: Event,
  { type, slug }: { type: SearchType; slug: string },
  loading: Promise<Loaded>,
): Promise<Loaded> {
  try {
    return await loading;
  } catch (fault) {
    if (!isHttpError(fault, 404)) throw fault;
    const { message, ...told } = fault.body;
    error(404, message, { ...told, nearly: await nearest(event, type, slug) });
  }
}

/** None where the search does not answer: that nothing has this name is true all the same. */
async function nearest(event: Event, type: SearchType, slug: string): Promise<Nearly[]> {
  const query = searchTermsIn(slug)?.slice(0, 200);
  if (!query) return [];
  const found = await ask(event, Suggestions, { query, types: [type], first: MOST }).catch(
    () => null,
  );
  return (found?.data.search.nodes ?? []).flatMap(({ node }) =>
    'name' in node ? [{ name: node.name, href: localized(entityPath(node)) }] : [],
  );
}
