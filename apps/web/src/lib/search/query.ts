import type { SearchType } from '../../gql/graphql.ts';
import { SEARCH_TYPE } from '../vocabulary/words.ts';

export const LONGEST_QUERY = 200;

/** What was typed, as the API takes it; null where there is too little to look for. */
export function queryOf({ searchParams }: Pick<URL, 'searchParams'>): string | null {
  const text = searchParams.get('q')?.trim().slice(0, LONGEST_QUERY) ?? '';
  return text.length >= 2 && /[\p{L}\p{N}]/u.test(text) ? text : null;
}

/** The one sort of thing that is looked for; null for all, or for a word that is none of them. */
export function typeOf({ searchParams }: Pick<URL, 'searchParams'>): SearchType | null {
  const word = searchParams.get('type') ?? '';
  return Object.hasOwn(SEARCH_TYPE, word) ? (word as SearchType) : null;
}
