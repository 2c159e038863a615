import { and, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Order } from './page.ts';
import { actors } from './tables/actor.ts';
import { contains } from './text.ts';
import type { ACTOR_KINDS } from './vocabulary.ts';

export type Actor = typeof actors.$inferSelect;

export interface ActorFilter {
  kinds?: readonly (typeof ACTOR_KINDS)[number][] | null;
  /** Part of the name, any case. */
  text?: string | null;
  curated?: boolean | null;
}

export function actorsWhere({ kinds, text, curated }: ActorFilter): SQL | undefined {
  return and(
    kinds ? inArray(actors.kind, kinds) : undefined,
    text ? contains(actors.name, text) : undefined,
    curated === true ? isNotNull(actors.slug) : undefined,
    curated === false ? isNull(actors.slug) : undefined,
  );
}

export const ACTORS_BY_NAME: Order = {
  name: 'NAME',
  by: sql`${actors.name} collate "C"`,
  value: 'text',
  descending: false,
};
