import type { PlaceFilter, PlaceKind } from '../../gql/graphql.ts';
import { PLACE_KIND } from '#lib/vocabulary/kinds.ts';

/** What the reader chose, as the address and the form write it. */
export interface Choices {
  q: string;
  kind: PlaceKind | '';
  country: string;
}

/** A word that the form does not offer counts as no choice. */
export function choicesOf({ searchParams }: Pick<URL, 'searchParams'>): Choices {
  const kind = searchParams.get('kind') ?? '';
  const country = searchParams.get('country')?.trim() ?? '';
  return {
    q: searchParams.get('q')?.trim().slice(0, 100) ?? '',
    kind: Object.hasOwn(PLACE_KIND, kind) ? (kind as PlaceKind) : '',
    country: /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : '',
  };
}

export function filterOf({ q, kind, country }: Choices): PlaceFilter {
  return {
    ...(q && { text: q }),
    ...(kind && { kinds: [kind] }),
    ...(country && { countries: [country] }),
  };
}
