import type { EntityKind } from './references.ts';

/** What an entity's natural key and slug are made of, read before the rest of it is checked. */
export interface Identity {
  id: string;
  key?: unknown;
  slug?: unknown;
  ids?: unknown;
}

/**
 * The identifiers that stand for the entity itself, each with the key that the dataset importers
 * give the same thing: the record and the imports then meet in one row.
 */
const ESTABLISHED: Partial<Record<EntityKind, [scheme: string, prefix: string]>> = {
  place: ['ISO_3166_1_ALPHA_2', 'iso:'],
  actor: ['UCDP_ACTOR', 'ucdp:actor:'],
  conflict: ['UCDP_CONFLICT', 'ucdp:conflict:'],
  dyad: ['UCDP_DYAD', 'ucdp:dyad:'],
  event: ['UCDP_EVENT', 'ucdp:ged:'],
};

export function naturalKeyOf(kind: EntityKind, { id, key, ids }: Identity, prefix: string): string {
  if (typeof key === 'string') return key;
  const established = ESTABLISHED[kind];
  if (established) {
    const [scheme, keyPrefix] = established;
    const given = (ids as Record<string, unknown> | undefined)?.[scheme];
    if (typeof given === 'string' || typeof given === 'number') return `${keyPrefix}${given}`;
  }
  return `record:${prefix || kind}/${id}`;
}

export function slugOf({ id, slug }: Identity, prefix: string): string {
  if (typeof slug === 'string') return slug;
  return prefix ? `${prefix}-${id}` : id;
}
