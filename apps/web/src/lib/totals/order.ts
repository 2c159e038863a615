/** The orders of an index, by the column that leads to each. */
export const ORDERS = {
  name: 'NAME_ASC',
  deaths: 'MOST_DEATHS',
  events: 'MOST_EVENTS',
  latest: 'LATEST_EVENT',
} as const;

export type IndexOrder = (typeof ORDERS)[keyof typeof ORDERS];

/** As the address asks; a word that the columns do not offer counts as none. */
export function orderOf({ searchParams }: Pick<URL, 'searchParams'>): IndexOrder {
  const asked = searchParams.get('order');
  return Object.values(ORDERS).find((order) => order === asked) ?? 'MOST_DEATHS';
}

/** The search of an address that has its list in another order, from its first page. */
export function searchInOrder(search: string, order: IndexOrder): string {
  const parameters = new URLSearchParams(search);
  for (const cursor of ['after', 'before', 'row']) parameters.delete(cursor);
  parameters.set('order', order);
  return `?${parameters}`;
}
