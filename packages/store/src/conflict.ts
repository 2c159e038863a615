import { and, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Order } from './page.ts';
import { conflicts } from './tables/conflict.ts';
import { contains } from './text.ts';
import type { CONFLICT_KINDS, VIOLENCE } from './vocabulary.ts';

export type Conflict = typeof conflicts.$inferSelect;

export interface ConflictFilter {
  kinds?: readonly (typeof CONFLICT_KINDS)[number][] | null;
  violence?: readonly (typeof VIOLENCE)[number][] | null;
  /** Part of the name, any case. */
  text?: string | null;
  curated?: boolean | null;
}

export function conflictsWhere({
  kinds,
  violence,
  text,
  curated,
}: ConflictFilter): SQL | undefined {
  return and(
    kinds ? inArray(conflicts.kind, kinds) : undefined,
    violence ? inArray(conflicts.violence, violence) : undefined,
    text ? contains(conflicts.name, text) : undefined,
    curated === true ? isNotNull(conflicts.slug) : undefined,
    curated === false ? isNull(conflicts.slug) : undefined,
  );
}

const byName = { by: sql`${conflicts.name} collate "C"`, value: 'text' as const };
const byStart = {
  by: sql`coalesce(${conflicts.startedOn}, date '0001-01-01')`,
  value: 'date' as const,
};

export const CONFLICT_ORDERS = {
  NAME_ASC: { name: 'NAME_ASC', ...byName, descending: false },
  NAME_DESC: { name: 'NAME_DESC', ...byName, descending: true },
  START_ASC: { name: 'START_ASC', ...byStart, descending: false },
  START_DESC: { name: 'START_DESC', ...byStart, descending: true },
} satisfies Record<string, Order>;
