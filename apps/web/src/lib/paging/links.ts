/** How the address says where a list is turned to: after, or timelineAfter for a page's second list. */
export function cursorParameter(direction: 'after' | 'before', list: string): string {
  return list ? list + direction.replace(/^./, (letter) => letter.toUpperCase()) : direction;
}

/** The address of the next or previous slice of a list on the same page. */
export function pageLink(
  search: string,
  direction: 'after' | 'before',
  cursor: string | null | undefined,
  anchor: string,
  list = '',
  row: number | null = null,
): string {
  const query = new URLSearchParams(search);
  query.delete(cursorParameter('after', list));
  query.delete(cursorParameter('before', list));
  query.delete('row');
  query.set(cursorParameter(direction, list), cursor ?? '');
  if (row !== null && row > 1) query.set('row', String(row));
  return `?${query}#${anchor}`;
}
