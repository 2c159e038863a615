import DataLoader from 'dataloader';
import { asc, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import {
  countsOf,
  pagesOf,
  type Link,
  type Listing,
  type Page,
  type Slice,
} from '../lists/page.ts';
import { readRows, shapeOf, statementOf, type Statement } from './read.ts';
import { isReferenceTable, type ReferenceCache } from './reference-cache.ts';
import { rowsNamed, type Named } from '../entities/named.ts';

type Keyed = PgTable & { key: PgColumn };

/** At once where it is known already: a promise for each of thousands of names costs more than the names. */
export type Soon<Value> = Value | Promise<Value>;

/**
 * The batched reads of one request: whatever is asked for in one tick goes to the database as one
 * statement per table or list, and nothing is read twice. A row of a reference table is the same in
 * all of an answer, by whichever way it comes and whatever is written meanwhile.
 */
export interface Loaders {
  /** One row by natural key; null where there is none. */
  one<Table extends Keyed>(table: Table, key: string | null): Soon<Table['$inferSelect'] | null>;
  /** One row that is there, because a foreign key says so. */
  known<Table extends Keyed>(table: Table, key: string): Soon<Table['$inferSelect']>;
  /** One row by slug or natural key; null where there is none. */
  named<Table extends Named>(table: Table, name: string): Promise<Table['$inferSelect'] | null>;
  /** The row of this answer in place of the same one as another statement read it. */
  canonical<Table extends Keyed>(table: Table, row: Table['$inferSelect']): Table['$inferSelect'];
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

/** @param cache rows of earlier requests, for the tables that it keeps. */
export function createLoaders(db: Database, cache?: ReferenceCache): Loaders {
  const loaders = new Map<string, DataLoader<string, unknown>>();

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

  /** The rows of reference tables in this answer: the first that came of each. */
  const answered = new Map<PgTable, Map<unknown, object>>();

  function canonical<Table extends Keyed>(
    table: Table,
    row: Table['$inferSelect'],
  ): Table['$inferSelect'] {
    if (!isReferenceTable(table)) return row;
    let rows = answered.get(table);
    if (!rows) answered.set(table, (rows = new Map()));
    const { key } = row as { key: string };
    const first = rows.get(key) as Table['$inferSelect'] | undefined;
    if (!first) rows.set(key, row);
    return first ?? row;
  }

  function one<Table extends Keyed>(
    table: Table,
    key: string | null,
  ): Soon<Table['$inferSelect'] | null> {
    if (key === null) return null;
    const here = answered.get(table)?.get(key) as Table['$inferSelect'] | undefined;
    if (here) return here;
    const cached = cache?.get(table, key);
    if (cached) return canonical(table, cached);
    return load(`one ${idOf(table)}`, key, async (keys) => {
      const keep = cache?.keeper(table);
      const found = await rowsByKey(db, table, keys);
      keep?.(found);
      return found;
    }).then((row) => (row ? canonical(table, row) : null));
  }

  return {
    by: (name, key, batch) => load(`by ${name}`, key, batch),
    one,
    named: async (table, name) => {
      const row = await load(`named ${idOf(table)}`, name, (names) => rowsNamed(db, table, names));
      return row ? canonical(table, row) : null;
    },
    canonical,
    known: (table, key) => one(table, key) as Soon<(typeof table)['$inferSelect']>,
    all: async (table, owner, key, orderBy) => {
      const rows = await load(`all ${idOf(table)} ${idOf(owner)}`, key, (keys) =>
        rowsByOwner(db, table, owner, orderBy, keys),
      );
      return rows ?? [];
    },
    page: async (name, listing, link, parent, slice) => {
      const page = await load(
        `page ${slice.size} ${slice.forward} ${slice.cursor} ${name}`,
        parent,
        async (parents) => {
          const pages = await pagesOf(db, listing, link, parents, slice);
          if (!isReferenceTable(listing.table)) return pages;
          for (const { edges } of pages.values()) {
            for (const edge of edges) edge.node = canonical(listing.table, edge.node);
          }
          return pages;
        },
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

const ids = new WeakMap<object, number>();
let lastId = 0;

/** Tables and columns are told apart by identity: their names alone may repeat. */
function idOf(thing: object): number {
  const known = ids.get(thing);
  if (known !== undefined) return known;
  lastId += 1;
  ids.set(thing, lastId);
  return lastId;
}

/** Statements whose only parameter is the keys, by what tells them apart. */
const statements = new Map<string, string>();

function keyed(name: string, make: () => SQL, keys: readonly string[]): Statement {
  let text = statements.get(name);
  if (text === undefined) {
    text = statementOf(make()).text;
    statements.set(name, text);
  }
  return { text, params: [keys] };
}

async function rowsByKey<Table extends Keyed>(
  db: Database,
  table: Table,
  keys: readonly string[],
): Promise<Map<string, Table['$inferSelect']>> {
  const shape = shapeOf(table);
  const statement = keyed(
    `one ${idOf(table)}`,
    () => sql`select ${shape.columns} from ${table as PgTable} where ${isAny(table.key, [])}`,
    keys,
  );
  const rows = (await readRows(db, statement)).map((values) => shape.row(values));
  return new Map(rows.map((row) => [row['key'] as string, row]));
}

async function rowsByOwner<Table extends PgTable>(
  db: Database,
  table: Table,
  owner: PgColumn,
  orderBy: readonly (PgColumn | SQL)[],
  keys: readonly string[],
): Promise<Map<string, Table['$inferSelect'][]>> {
  const shape = shapeOf(table);
  const statement = keyed(
    `all ${idOf(table)} ${idOf(owner)}`,
    () => sql`select ${owner} as owner_key, ${shape.columns} from ${table as PgTable}
      where ${isAny(owner, [])} order by ${sql.join([asc(owner), ...orderBy], sql`, `)}`,
    keys,
  );
  const byOwner = new Map<string, Table['$inferSelect'][]>();
  for (const values of await readRows(db, statement)) {
    const key = values[0] as string;
    const rows = byOwner.get(key);
    const row = shape.row(values, 1);
    if (rows) rows.push(row);
    else byOwner.set(key, [row]);
  }
  return byOwner;
}

/** `= any(array)`: the statement's text stays the same however many keys there are. */
export function isAny(column: PgColumn | SQL, values: readonly string[]): SQL {
  return sql`${column} = any(${sql.param(values)}::text[])`;
}
