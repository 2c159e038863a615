import type { AtomLink } from './atom.ts';

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/** RFC 5005: the older entries are on the next page. */
export function linksOf(address: URL, pageInfo: PageInfo): AtomLink[] {
  const type = 'application/atom+xml';
  const links: AtomLink[] = [{ rel: 'self', href: address.href, type }];
  if (pageInfo.hasNextPage) {
    const next = new URL(address);
    next.searchParams.set('after', pageInfo.endCursor!);
    links.push({ rel: 'next', href: next.href, type });
  }
  return links;
}
