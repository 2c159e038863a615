/** The address that a request asked for, at this server; a request may name another one in its first line. */
export function addressAsked(base: string, requestUrl: string): URL {
  const { pathname, search } = new URL(requestUrl, 'http://localhost');
  return new URL(`${base}${pathname}${search}`);
}

/** Where an entity's `.json` is; slugs made of natural keys may hold slashes and spaces. */
export function addressOf(base: string, kind: string, slug: string): string {
  return `${base}/${kind}/${encodeURIComponent(slug).replaceAll('%2F', '/')}.json`;
}
