import { cursorParameter } from './links.ts';

export const PAGE_SIZE = 20;

/**
 * The number of a page's first row. A cursor tells what comes next, not how much came before, so
 * the links to other pages carry it; null where an address has a cursor alone.
 */
export function firstRowOf({
  searchParams,
}: {
  searchParams: Pick<URLSearchParams, 'get' | 'has'>;
}): number | null {
  const row = searchParams.get('row') ?? '';
  if (/^[1-9]\d{0,8}$/.test(row)) return Number(row);
  return searchParams.has('after') || searchParams.has('before') ? null : 1;
}

/** The connection arguments that a page's address asks for; a page's second list has a name in it. */
export function pageOf(
  { searchParams }: Pick<URL, 'searchParams'>,
  size: number = PAGE_SIZE,
  list = '',
) {
  const before = searchParams.get(cursorParameter('before', list));
  return before
    ? { last: size, before, first: null, after: null }
    : {
        first: size,
        after: searchParams.get(cursorParameter('after', list)),
        last: null,
        before: null,
      };
}

/** The same of a list that runs from the earliest and begins at its end. */
export function latestPageOf(
  { searchParams }: Pick<URL, 'searchParams'>,
  size: number,
  list: string,
) {
  const after = searchParams.get(cursorParameter('after', list));
  return after
    ? { first: size, after, last: null, before: null }
    : {
        last: size,
        before: searchParams.get(cursorParameter('before', list)),
        first: null,
        after: null,
      };
}
