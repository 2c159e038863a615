import type { KeyScheme } from '../reader.ts';
import { READERS } from '../readers.ts';
import type { EntityKind } from './references.ts';

/** What an entity's natural key and slug are made of, read before the rest of it is checked. */
export interface Identity {
  id: string;
  key?: unknown;
  slug?: unknown;
  ids?: unknown;
}

const COUNTRIES: KeyScheme = {
  place: { scheme: 'ISO_3166_1_ALPHA_2', key: (code) => `iso:${code}` },
};

/** Of the keys of what the record alone holds; the others it shares with datasets. */
export const OWN_PREFIX = 'record:';

export function naturalKeyOf(kind: EntityKind, { id, key, ids }: Identity, prefix: string): string {
  if (typeof key === 'string') return key;
  for (const { [kind]: established } of [COUNTRIES, ...READERS.map(({ keys }) => keys)]) {
    if (!established) continue;
    const given = (ids as Record<string, unknown> | undefined)?.[established.scheme];
    if (typeof given === 'string' || typeof given === 'number') return established.key(given);
  }
  return `${OWN_PREFIX}${prefix || kind}/${id}`;
}

export function slugOf({ id, slug }: Identity, prefix: string): string {
  if (typeof slug === 'string') return slug;
  return prefix ? `${prefix}-${id}` : id;
}
