import { and, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Link, Order } from '../lists/page.ts';
import { areIn } from './place.ts';
import { isNamed, keysNamed } from './named.ts';
import { actors } from '../tables/actor.ts';
import { conflictParties, conflicts } from '../tables/conflict.ts';
import { isCalled } from '../reading/text.ts';
import type { ACTOR_KINDS } from '../vocabulary.ts';

export type Actor = typeof actors.$inferSelect;

export interface ActorFilter {
  /** Only these. */
  named?: readonly string[] | null;
  kinds?: readonly (typeof ACTOR_KINDS)[number][] | null;
  /** ISO 3166-1 alpha-2. */
  countries?: readonly string[] | null;
  /** Parts of one of these, at any depth. */
  partOf?: readonly string[] | null;
  /** Parties to one of these conflicts. */
  partyTo?: readonly string[] | null;
  /** Whether it has claimed anything. */
  claimant?: boolean | null;
  /** Part of the name in any language, any case. */
  text?: string | null;
  curated?: boolean | null;
  /** Mentions instead of actors. Neither is left out among those that are `named`. */
  mentions?: boolean | null;
}

export function actorsWhere(filter: ActorFilter): SQL | undefined {
  const { named, kinds, countries, partOf, partyTo, claimant, text, curated, mentions } = filter;
  return and(
    mentions || !named ? sql`${actors.isMention} = ${mentions ?? false}` : undefined,
    named ? isNamed(actors.key, actors, named) : undefined,
    kinds ? inArray(actors.kind, kinds) : undefined,
    countries ? areIn(actors.countryKey, countries) : undefined,
    partOf ? isPartOf(partOf) : undefined,
    partyTo
      ? sql`${actors.key} in (select actor_key from conflict_parties
            where ${isNamed(conflictParties.conflictKey, conflicts, partyTo)})`
      : undefined,
    typeof claimant === 'boolean'
      ? sql`exists (select from claims where claimant_key = ${actors.key}) = ${claimant}`
      : undefined,
    text ? isCalled(actors.name, actors.names, text) : undefined,
    curated === true ? isNotNull(actors.slug) : undefined,
    curated === false ? isNull(actors.slug) : undefined,
  );
}

function isPartOf(names: readonly string[]): SQL {
  return sql`${actors.partOfKey} = any(array(
    with recursive whole as (
      select key from actors where key = any(${keysNamed(actors, names)})
      union select part.key from actors part join whole on part.part_of_key = whole.key
    ) select key from whole))`;
}

const byName = { by: sql`${actors.name} collate "C"`, value: 'text' as const };

export const ACTOR_ORDERS = {
  NAME_ASC: { name: 'NAME', ...byName, descending: false },
  NAME_DESC: { name: 'NAME_DESC', ...byName, descending: true },
} satisfies Record<string, Order>;

export const ofCountry: Link = (key) => sql`${actors.countryKey} = ${key}`;

/** The words of sources that name an actor. */
export const ofMentioned: Link = (key) => sql`${actors.mentionOfKey} = ${key}`;

/** Those of some actors and of the mentions that name them, as keys. */
export const keysWithMentions = (names: readonly string[]): SQL => {
  const keys = keysNamed(actors, names);
  return sql`array(select unnest(${keys}) union
    select key from actors where mention_of_key = any(${keys}))`;
};
