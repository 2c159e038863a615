/**
 * What a page tells of its subject in the record's own words: nothing on a rewound page, since it is
 * written with all that is known and tells what came later, too.
 */
export function summaryAsOf(
  { summary }: { summary?: string | null },
  asOf: string | null,
): string | null {
  return asOf ? null : (summary ?? null);
}

/** The same address, rewound to a moment; null for now. */
export function addressAsOf(
  { pathname, search: query }: { pathname: string; search: string },
  moment: string | null,
): string {
  const search = new URLSearchParams(query);
  search.delete('asOf');
  // Where a list was turned to is of the other moment.
  for (const name of [...search.keys()]) if (/(after|before|row)$/i.test(name)) search.delete(name);
  if (moment) search.set('asOf', moment.replace('.000Z', 'Z'));
  return `${pathname}${search.size > 0 ? `?${search}` : ''}`;
}
