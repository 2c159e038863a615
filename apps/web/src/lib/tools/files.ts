import type { Entity, Root } from '../page/entity.ts';

/** The rows of one list under a page's own filter: what a download of "this view" holds. */
export interface ListOfRows {
  of: keyof typeof FORMATS;
  /** `EventFilter`, `ClaimFilter` and so on, as the page asked. */
  filter: object;
  orderBy?: string;
  /** The days of the sums, where the list has any. */
  during?: { from: string; to: string };
  /** How many rows it has, where the page knows; and how many there would be without the filter. */
  rows?: number;
  all?: number;
}

const TABLE = ['csv', 'parquet'];

export const FORMATS = {
  events: ['csv', 'geojson', 'ndjson', 'parquet'],
  claims: ['csv', 'geojson', 'ndjson', 'parquet'],
  conflicts: TABLE,
  actors: TABLE,
  dyads: TABLE,
  countries: TABLE,
  places: TABLE,
  agreements: TABLE,
  reports: TABLE,
};

/** As people write them. */
export function formatName(format: string): string {
  if (format === 'geojson') return 'GeoJSON';
  return format === 'parquet' ? 'Parquet' : format.toUpperCase();
}

/** A file of the public API, which stands beside `/graphql`. */
export function listAddress(
  api: string,
  { of, filter, orderBy, during }: ListOfRows,
  format: string,
  asOf: string | null,
): string {
  const address = new URL(`${of}.${format}`, api);
  for (const [name, value] of parameters({ ...filter, ...(during && { during }) }))
    address.searchParams.append(name, value);
  if (orderBy) address.searchParams.set('orderBy', orderBy);
  if (asOf) address.searchParams.set('asOf', asOf);
  return address.href;
}

/** The answer that a page shows, with its question, as one file; `playground` holds the question. */
export function answerAddress(playground: string): string {
  const address = new URL(playground);
  address.pathname = address.pathname.replace(/[^/]*$/, 'answer.json');
  return address.href;
}

export function entityAddress(api: string, { root, slug }: Entity, asOf: string | null): string {
  return besideSlug(api, { root, slug }, '.json', asOf);
}

/** New claims: of one conflict, by its slug, or of the whole record. */
export function feedAddress(api: string, conflict: string | null, asOf: string | null): string {
  if (conflict) return besideSlug(api, { root: 'conflicts', slug: conflict }, '/feed.atom', asOf);
  const address = new URL('feed.atom', api);
  if (asOf) address.searchParams.set('asOf', asOf);
  return address.href;
}

/** `conflicts=x, during.from=2021-01-01`: the filter as the file's address writes it. */
export function filterText({ filter, during }: ListOfRows): string {
  return parameters({ ...filter, ...(during && { during }) })
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

const events = (filter: object): ListOfRows => ({ of: 'events', filter });
const claims = (filter: object): ListOfRows => ({ of: 'claims', filter });

const LISTS: Partial<Record<Root, (slug: string) => ListOfRows[]>> = {
  conflicts: (slug) => [events({ conflicts: [slug] }), claims({ conflicts: [slug] })],
  actors: (slug) => [events({ actors: [slug] }), claims({ claimants: [slug] })],
  dyads: (slug) => [events({ dyads: [slug] })],
  places: (slug) => [events({ places: [slug] })],
  events: (slug) => [claims({ events: [slug] })],
  agreements: (slug) => [claims({ agreements: [slug] })],
  reports: (slug) => [claims({ reports: [slug] })],
};

/** What belongs to an entity, as lists that can be downloaded. */
export const listsOf = ({ root, slug }: Entity): ListOfRows[] => LISTS[root]?.(slug) ?? [];

function besideSlug(
  api: string,
  { root, slug }: Entity,
  ending: string,
  asOf: string | null,
): string {
  const path = slug.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
  const address = new URL(`${root}/${path}${ending}`, api);
  if (asOf) address.searchParams.set('asOf', asOf);
  return address.href;
}

function parameters(filter: object, before = ''): [string, string][] {
  return Object.entries(filter).flatMap(([name, value]: [string, unknown]) => {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) {
      return value.map((each): [string, string] => [before + name, String(each)]);
    }
    if (typeof value === 'object') return parameters(value, `${before}${name}.`);
    return [[before + name, String(value)] as [string, string]];
  });
}
