/** The address of the next or previous slice of a list on the same page. */
export function turned(
  search: string,
  direction: 'after' | 'before',
  cursor: string | null | undefined,
  anchor: string,
): string {
  const query = new URLSearchParams(search);
  query.delete('after');
  query.delete('before');
  query.set(direction, cursor ?? '');
  return `?${query}#${anchor}`;
}
