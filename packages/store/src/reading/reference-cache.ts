import { getTableName } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { isDeepStrictEqual } from 'node:util';
import { ENTITIES } from '../entities/all.ts';

type Keyed = PgTable & { key: PgColumn };
type Rows<Table extends Keyed> = ReadonlyMap<string, Table['$inferSelect']>;

/** The small tables that nearly every answer names rows of. */
const TABLES: readonly Keyed[] = Object.values(ENTITIES)
  .filter((entity) => 'isReference' in entity)
  .map(({ table }) => table);

/** Of one table; beyond it the longest kept goes first. */
const ROWS_LIMIT = 50_000;

/** Whether a table is one of the small ones whose rows are cached. */
export function isReferenceTable(table: PgTable): boolean {
  return (TABLES as readonly PgTable[]).includes(table);
}

/** The small table of a name; undefined where there is none. */
export function referenceTableNamed(name: string): Keyed | undefined {
  return TABLES.find((table) => getTableName(table) === name);
}

/**
 * Rows of the reference tables, kept in the process between requests until somebody writes to one of
 * them. A row that is not there is not kept, so names made up by clients fill nothing. While changes
 * are not heard of it gives nothing and keeps nothing.
 */
export interface ReferenceCache {
  get<Table extends Keyed>(table: Table, key: string): Table['$inferSelect'] | undefined;
  /**
   * Ask before reading, and give it what was read: rows read before a change and arriving after its
   * notice are not kept, but compared with what others read. Where two reads differ nothing is kept: it is not
   * known which of them is the later, and nobody may be told the earlier one after it.
   */
  keeper<Table extends Keyed>(table: Table): (rows: Rows<Table>) => void;
  /** Forgets everything: something in the reference tables has changed, or may have. */
  drop(): void;
  /** How many rows it has, and when it was last dropped. */
  state(): { rows: number; since: number };
}

/** @param hearsChanges whether every change is heard of at the moment */
export function createReferenceCache(
  hearsChanges: () => boolean,
  limit = ROWS_LIMIT,
): ReferenceCache {
  const emptyTables = () =>
    new Map<PgTable, Map<string, object>>(TABLES.map((table) => [table, new Map()]));
  const cached = emptyTables();
  /** Rows that somebody was told since the last drop, by a read that had begun before it. */
  const compared = emptyTables();
  let drops = 0;
  let since = Date.now();

  function drop(): void {
    drops += 1;
    since = Date.now();
    for (const rows of [...cached.values(), ...compared.values()]) rows.clear();
  }

  return {
    get: (table, key) => {
      if (!hearsChanges()) return undefined;
      return cached.get(table)?.get(key) as (typeof table)['$inferSelect'] | undefined;
    },
    keeper: (table) => {
      const asked = drops;
      const rows = cached.get(table);
      const others = compared.get(table);
      return (found) => {
        if (!rows || !others || !hearsChanges()) return;
        const target = drops === asked ? rows : others;
        for (const [key, row] of found) {
          const there = rows.get(key) ?? others.get(key);
          if (there && !isDeepStrictEqual(there, row)) return drop();
          target.set(key, row);
        }
        if (others.size > limit) return drop();
        for (const key of rows.keys()) {
          if (rows.size <= limit) break;
          rows.delete(key);
        }
      };
    },
    drop,
    state: () => ({
      rows: [...cached.values()].reduce((sum, { size }) => sum + size, 0),
      since,
    }),
  };
}
