import type { EventFilter } from '../../gql/graphql.ts';
import { parametersOf, written } from './asked.ts';
import { NARROWING } from './fields.ts';

/** Where in its list a page stands, which another view's list knows nothing of. */
const PLACES_IN_LIST = ['after', 'before', 'row'];

/** The same view with some parameters set, or taken away by null. */
export function changed(
  url: Pick<URL, 'pathname' | 'search'>,
  changes: Record<string, string | null>,
): string {
  const search = new URLSearchParams(url.search);
  for (const name of PLACES_IN_LIST) search.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) search.delete(name);
    else search.set(name, value);
  }
  const query = written(search);
  return query ? `?${query}` : url.pathname;
}

/** The same view of other events. What the map showed may not be where they are: it fits anew. */
export function refiltered(url: Pick<URL, 'pathname' | 'search'>, filter: EventFilter): string {
  const changes: Record<string, string | null> = { at: null };
  for (const name of NARROWING) changes[name] = null;
  return changed(url, { ...changes, ...Object.fromEntries(parametersOf(filter)) });
}
