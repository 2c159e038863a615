/** Where in its list a page stands, which another view's list knows nothing of. */
const PLACES_IN_LIST = ['after', 'before', 'row'];

/** The same view with some parameters set, or taken away by null. */
export function withParameters(
  url: Pick<URL, 'pathname' | 'search'>,
  changes: Record<string, string | null>,
): string {
  const search = new URLSearchParams(url.search);
  for (const name of PLACES_IN_LIST) search.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) search.delete(name);
    else search.set(name, value);
  }
  const query = queryText(search);
  return query ? `?${query}` : url.pathname;
}

/** A query as people read it: commas, colons and slashes are allowed to stand in one. */
export function queryText(search: URLSearchParams): string {
  return search
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%40', '@');
}
