/** The things of the record that have a page, a JSON file and an image, by the first word of their address. */
export const ROOTS = [
  'conflicts',
  'events',
  'actors',
  'places',
  'agreements',
  'reports',
  'claims',
] as const;

export interface Entity {
  root: (typeof ROOTS)[number];
  slug: string;
}

/** What a page is the page of, by its route; null for lists, docs and the like. */
export function entityOf(
  route: string | null,
  params: Partial<Record<string, string>>,
): Entity | null {
  const root = ROOTS.find((name) => route === `/${name}/[slug]` || route === `/${name}/[...slug]`);
  return root && params['slug'] ? { root, slug: params['slug'] } : null;
}
