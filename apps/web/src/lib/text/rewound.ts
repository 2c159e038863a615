/** The same address, rewound to a moment; null for now. */
export function rewound(url: URL, moment: string | null): string {
  const search = new URLSearchParams(url.searchParams);
  search.delete('asOf');
  search.delete('after');
  search.delete('before');
  if (moment) search.set('asOf', moment.replace('.000Z', 'Z'));
  return `${url.pathname}${search.size > 0 ? `?${search}` : ''}`;
}
