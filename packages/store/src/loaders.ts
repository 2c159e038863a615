import DataLoader from 'dataloader';
import { asc, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { countsOf, pagesOf, type Link, type Listing, type Page, type Slice } from './page.ts';

type Keyed = PgTable & { key: PgColumn };

/**
 * The batched reads of one request: whatever is asked for in one tick goes to the database as one
 * statement per table or list, and nothing is read twice.
 */
export interface Loaders {
  /** One row by natural key; null where there is none. */
  one<Table extends Keyed>(table: Table, key: string | null): Promise<Table['$inferSelect'] | null>;
  /** All rows that belong to an owner, in the given order. For short lists; long ones are paged. */
  all<Table extends PgTable>(
    table: Table,
    owner: PgColumn,
    key: string,
    orderBy: readonly (PgColumn | SQL)[],
  ): Promise<Table['$inferSelect'][]>;
  /** What a custom batch gives for a key; `batch` answers for each key, in any order. */
  by<Value>(
    name: string,
    key: string,
    batch: (keys: readonly string[]) => Promise<Map<string, Value>>,
  ): Promise<Value | undefined>;
  /** A slice of a list that hangs on a parent; `name` tells the list and its filter apart. */
  page<Table extends Keyed>(
    name: string,
    listing: Listing<Table>,
    link: Link,
    parent: string,
    slice: Slice,
  ): Promise<Page<Table['$inferSelect']>>;
  count<Table extends Keyed>(
    name: string,
    listing: Listing<Table>,
    link: Link,
    parent: string,
  ): Promise<number>;
}

export function createLoaders(db: Database): Loaders {
  const loaders = new Map<string, DataLoader<string, unknown>>();
  const ids = new Map<object, number>();

  /** Tables and columns are told apart by identity: their names alone may repeat. */
  const idOf = (thing: object): number => {
    const id = ids.get(thing) ?? ids.size;
    ids.set(thing, id);
    return id;
  };

  function load<Value>(
    name: string,
    key: string,
    batch: (keys: readonly string[]) => Promise<Map<string, Value>>,
  ): Promise<Value | undefined> {
    let loader = loaders.get(name);
    if (!loader) {
      loader = new DataLoader(async (keys) => {
        const found = await batch(keys);
        return keys.map((each) => found.get(each));
      });
      loaders.set(name, loader);
    }
    return loader.load(key) as Promise<Value | undefined>;
  }

  return {
    by: (name, key, batch) => load(`by ${name}`, key, batch),
    one: async (table, key) => {
      if (key === null) return null;
      const row = await load(`one ${idOf(table)}`, key, async (keys) => {
        const rows = await db
          .select()
          .from(table as PgTable)
          .where(isAny(table.key, keys));
        return new Map(rows.map((each) => [each['key'] as string, each]));
      });
      return row ?? null;
    },
    all: async (table, owner, key, orderBy) => {
      const rows = await load(`all ${idOf(table)} ${idOf(owner)}`, key, async (keys) => {
        const found = await db
          .select({ owner: sql<string>`${owner}`, row: table as never })
          .from(table as PgTable)
          .where(isAny(owner, keys))
          .orderBy(asc(owner), ...orderBy);
        return Map.groupBy(found, (each) => each.owner);
      });
      return (rows ?? []).map(({ row }) => row);
    },
    page: async (name, listing, link, parent, slice) => {
      const page = await load(`page ${name} ${JSON.stringify(slice)}`, parent, (parents) =>
        pagesOf(db, listing, link, parents, slice),
      );
      return page!;
    },
    count: async (name, listing, link, parent) => {
      const total = await load(`count ${name}`, parent, (parents) =>
        countsOf(db, listing, link, parents),
      );
      return total!;
    },
  };
}

/** `= any(array)`: the statement's text stays the same however many keys there are. */
export function isAny(column: PgColumn | SQL, values: readonly string[]): SQL {
  return sql`${column} = any(${sql.param(values)}::text[])`;
}
