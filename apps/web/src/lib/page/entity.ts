/** The things of the record that have a page, a JSON file and an image: the first word of their address, by type. */
export const ROOTS = {
  Conflict: 'conflicts',
  Event: 'events',
  Actor: 'actors',
  Dyad: 'dyads',
  Place: 'places',
  Agreement: 'agreements',
  Report: 'reports',
  Claim: 'claims',
} as const;

export type EntityType = keyof typeof ROOTS;
export type Root = (typeof ROOTS)[EntityType];

export interface Entity {
  root: Root;
  slug: string;
}

export const rootNamed = (word: string): Root | undefined =>
  Object.values(ROOTS).find((root) => root === word);

/** What a page is the page of, by its route; null for lists, docs and the like. */
export function entityOf(
  route: string | null,
  params: Partial<Record<string, string>>,
): Entity | null {
  const [, word, rest] = route?.split(/^\/(\w+)\//) ?? [];
  const root = rest === '[slug]' || rest === '[...slug]' ? rootNamed(word!) : undefined;
  return root && params['slug'] ? { root, slug: params['slug'] } : null;
}

const BRIEF = '/countries/[...slug]';

/** Whether a page has a picture of its own, where it is shared: that of a thing, and a country's brief. */
export const hasPicture = (route: string | null, params: Partial<Record<string, string>>) =>
  route === BRIEF || entityOf(route, params) !== null;
