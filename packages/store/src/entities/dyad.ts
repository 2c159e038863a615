import { and, sql, type SQL } from 'drizzle-orm';
import type { Order } from '../lists/page.ts';
import { isNamed } from './named.ts';
import { actors } from '../tables/actor.ts';
import { conflicts, dyads } from '../tables/conflict.ts';
import { contains } from '../reading/text.ts';

/** All conditions hold at once; a list is met by any of its values. Names are slugs or natural keys. */
export interface DyadFilter {
  /** Only these. */
  named?: readonly string[] | null;
  conflicts?: readonly string[] | null;
  /** On either side. */
  actors?: readonly string[] | null;
  /** Part of the name, any case. */
  text?: string | null;
}

export function dyadsWhere({
  named,
  conflicts: among,
  actors: either,
  text,
}: DyadFilter): SQL | undefined {
  return and(
    named ? isNamed(dyads.key, dyads, named) : undefined,
    among ? isNamed(dyads.conflictKey, conflicts, among) : undefined,
    either
      ? sql`(${isNamed(dyads.sideAKey, actors, either)} or ${isNamed(dyads.sideBKey, actors, either)})`
      : undefined,
    text ? contains(dyads.name, text) : undefined,
  );
}

const byName = { by: sql`${dyads.name} collate "C"`, value: 'text' as const };

export const DYAD_ORDERS = {
  NAME_ASC: { name: 'NAME', ...byName, descending: false },
  NAME_DESC: { name: 'NAME_DESC', ...byName, descending: true },
} satisfies Record<string, Order>;
