import { and, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { decodeCursor, encodeCursor, type CursorValue } from './cursor.ts';
import type { Database } from '../engines/database.ts';
import { readRows, shapeOf } from '../reading/read.ts';

/** The total order of a list: one sort value, and the natural key where values are equal. */
export interface Order {
  /** Stands in the cursor, so that a cursor of one order is refused by another. */
  name: string;
  /** What rows are sorted by; of an order that depends on what the list hangs on, made of its key. */
  by: SQL | PgColumn | ((parentKey: SQL) => SQL);
  value: CursorValue;
  descending: boolean;
}

/** What to list: a table's rows, of which, in what order. */
export interface Listing<Table extends PgTable & { key: PgColumn }> {
  table: Table;
  where: SQL | undefined;
  order: Order;
  /** What is put beside each row for the order, one row for one. */
  join?: SQL;
  /**
   * As of a moment: what is read in place of the table, and under its name. It says which rows are
   * listed, and in what order; the rows themselves are those of the table.
   */
  past?: {
    from: SQL;
    asOf: string;
    /** Rows that are as they were are listed as they are now; the others, whose keys an array has, are looked up. */
    settled?: { listing: Listing<Table>; others: SQL };
  };
  /**
   * That the rows may be a few of many, in an order that no index has them in. They are looked for first, and sorted
   * where they are few; PostgreSQL, which guesses how many there are, would go through all rows in their order.
   * A condition is one more that holds for each of them, and that an index answers.
   */
  sparse?: true | SQL;
  /** `where` of such a list, for rows that are gone through in the order of the list: said so that each is told apart quickly. */
  walked?: SQL | undefined;
  /** It has all rows that a link counts. */
  isWhole?: boolean;
  /** How many rows it has where it hangs on nothing, if that is kept; null for none. */
  counted?: SQL;
  /** Rows of the same conditions that say how many of its own they stand for, if such are kept. */
  counts?: Counts | undefined;
}

/** Kept counts of a list's rows. */
export interface Counts {
  /** Read under the name of the list's table; columns have the names that they have there. */
  from: SQL;
  /** How many rows one of them stands for. */
  number: SQL;
  /** What a list may hang on for them to tell it. */
  links: readonly Link[];
}

/** Which slice of a list: `size` rows after (`forward`) or before a cursor. */
export interface Slice {
  size: number;
  forward: boolean;
  cursor: string | null;
}

export interface Page<Row> {
  edges: { node: Row; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** How a list hangs on what it is a list of: the condition that ties its rows to a parent's key. */
export interface Link {
  (parentKey: SQL, asOf: string | null): SQL;
  /**
   * The condition for rows that are gone through in the order of the list: there one that looks up each is cheaper
   * than one that finds them all. No index has what such a link ties in order.
   */
  walked?: (parentKey: SQL, asOf: string | null) => SQL;
  /** How many rows are tied, where that is kept; null where there are none. As of a moment only if it is kept for that, too. */
  counted?: (parentKey: SQL, asOf: string | null) => SQL | undefined;
  /** It ties rows by the release that last delivered them: other ones as of a moment, though they are as they were. */
  byRelease?: true;
}

/** Of a list that hangs on nothing, in statements that read a parent. */
export const ofAll: Link = () => sql`true`;

/** Rows as they are, in the place of those that a statement found as of a moment, and in their order. */
export function ownRows<Table extends PgTable & { key: PgColumn }>(
  table: Table,
  found: SQL,
  columns: SQL,
): SQL {
  // OFFSET 0 has PostgreSQL look each row up after the other.
  return sql`select found.sort_value, own.* from (${found}) found
    cross join lateral (select ${columns} from ${table as PgTable}
      where ${table.key} = found.key offset 0) own`;
}

/** The key of what a list hangs on, in statements that read it as `parent`. */
const PARENT = sql.raw('parent.key');

/** What an order sorts by, in such a statement. */
export const sortValue = ({ by }: Order): SQL | PgColumn =>
  typeof by === 'function' ? by(PARENT) : by;

/**
 * One slice of the same list for each of several parents, in one statement: each parent's rows are
 * read from the index and stop at the slice's size, however long the list is.
 */
export async function pagesOf<Table extends PgTable & { key: PgColumn }>(
  db: Database,
  listing: Listing<Table>,
  link: Link,
  parents: readonly string[],
  slice: Slice,
): Promise<Map<string, Page<Table['$inferSelect']>>> {
  const { table, order, past } = listing;
  const ascending = order.descending !== slice.forward;
  const shape = shapeOf(table);
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const found = sliceRows({
    listing,
    hangs: { link, key: PARENT },
    cutBy: (by) => ({
      beyond: beyond(table.key, by, slice, ascending),
      sorted: sql`${sortValue(by)} ${direction}, ${table.key} ${direction}`,
    }),
    columns: sql`(${sortValue(order)})::text as sort_value, ${past ? table.key : shape.columns}`,
    limit: limitOf(slice),
  });
  const rows = await readRows(
    db,
    sql`select ${PARENT} as parent_key, slice.* from ${parentsOf(parents)} cross join lateral (${
      past ? ownRows(table, found, shape.columns) : found
    }) slice`,
  );
  const byParent = new Map<string, SortedRow<Table['$inferSelect']>[]>(
    parents.map((parent) => [parent, []]),
  );
  for (const values of rows) {
    const [parent, sortValue] = values as [string, string];
    const row = shape.row(values, 2) as SortedRow<Table['$inferSelect']>['row'];
    byParent.get(parent)!.push({ sortValue, row });
  }
  return new Map([...byParent].map(([parent, of]) => [parent, pageOf(of, order, slice)]));
}

/** So many rows are sorted; of more, a page is found soon among all. */
const FEW = 1_000;

/** What a slice is cut from, and how. */
interface Cut<Table extends PgTable & { key: PgColumn }> {
  listing: Listing<Table>;
  hangs: { link: Link; key: SQL } | null;
  /** What lies beyond the cursor, and in what order. */
  cutBy: (order: Order) => { beyond: SQL | undefined; sorted: SQL };
  columns: SQL;
  limit: SQL;
}

/** Selects columns of a slice of a list, in its order. */
export function sliceRows<Table extends PgTable & { key: PgColumn }>(cut: Cut<Table>): SQL {
  const { listing, hangs, columns, limit } = cut;
  const { table, where, join, order, past, sparse } = listing;
  const { beyond, sorted } = cut.cutBy(order);
  const select = (from: SQL, conditions: SQL | undefined) => sql`select ${columns}
      from ${from}${beside(join)}
      where ${conditions ?? sql`true`}
      order by ${sorted} ${limit}`;
  const belongs = and(hangs?.link(hangs.key, past?.asOf ?? null), where);
  const { walked } = hangs?.link ?? {};
  if (past) {
    const { settled } = past;
    if (!settled || hangs?.link.byRelease) return select(past.from, and(belongs, beyond));
    const kept = sliceRows({ ...cut, listing: settled.listing, columns: sql`${table.key}` });
    const isCandidate = sql`${table.key} = any(array(${kept}) || ${settled.others})`;
    const isTied = hangs && (walked ?? hangs.link)(hangs.key, past.asOf);
    return select(past.from, and(isCandidate, isTied ?? undefined, where, beyond));
  }
  if (!sparse && !walked) return select(sql`${table as PgTable}`, and(belongs, beyond));
  const narrowed = sparse === true ? undefined : sparse;
  const all = and(
    hangs ? (walked ?? hangs.link)(hangs.key, null) : undefined,
    listing.walked ?? where,
    beyond,
  );
  // Words are looked for in several places, and who took part in all that they took part in: where sums tell how many rows
  // there are, none is looked for to be counted.
  const isDear = listing.walked !== undefined || narrowed !== undefined;
  const counted =
    hangs && hangs.link !== ofAll
      ? (listing.isWhole ?? false) && hangs.link.counted?.(hangs.key, null)
      : isDear && listing.counted;
  const number = counted ? sql`(select number from found)` : sql`(select count(*) from few)`;
  const found = counted
    ? sql`, found as materialized (select coalesce((${counted}), 0) as number)`
    : sql``;
  const few = sql.raw(String(FEW));
  return sql`with few as materialized (
        select * from ${table as PgTable} where ${and(belongs, narrowed) ?? sql`true`} limit ${few} + 1
      )${found}
      (${select(sql`few as ${table as PgTable}`, and(sql`${number} <= ${few}`, beyond))})
      union all
      (${select(sql`${table as PgTable}`, and(sql`${number} > ${few}`, all))})`;
}

/** A join, after what it is joined to. */
export const beside = (join: SQL | undefined): SQL => (join ? sql` ${join}` : sql``);

const parentsOf = (parents: readonly string[]) =>
  sql`unnest(${sql.param(parents)}::text[]) as parent(key)`;

/**
 * One row more than asked tells whether the list goes on. Written out and not a parameter: planning
 * for any limit at all, PostgreSQL would not trust the index.
 */
const limitOf = ({ size }: Slice) => sql.raw(`limit ${size + 1}`);

/** Selects how many rows a list has in all, as `total`. */
export function totalOf<Table extends PgTable & { key: PgColumn }>(
  { table, where, past, isWhole, counts, ...listing }: Omit<Listing<Table>, 'order' | 'join'>,
  hangs: { link: Link; key: SQL } | null,
): SQL {
  const isFree = !hangs || hangs.link === ofAll;
  const counted = isFree
    ? listing.counted
    : isWhole && hangs.link.counted?.(hangs.key, past?.asOf ?? null);
  if (counted) return sql`select coalesce((${counted}), 0)::int as total`;
  const belongs = and(hangs?.link(hangs.key, past?.asOf ?? null), where);
  if (counts && (isFree || counts.links.includes(hangs.link))) {
    return sql`select coalesce(sum(${counts.number}), 0)::int as total from ${counts.from} where ${belongs ?? sql`true`}`;
  }
  return sql`select count(*)::int as total from ${past?.from ?? (table as PgTable)} where ${belongs ?? sql`true`}`;
}

/** How many rows each parent's list has in all. */
export async function countsOf<Table extends PgTable & { key: PgColumn }>(
  db: Database,
  listing: Omit<Listing<Table>, 'order' | 'join'>,
  link: Link,
  parents: readonly string[],
): Promise<Map<string, number>> {
  const total = totalOf(listing, { link, key: PARENT });
  const rows = await readRows(
    db,
    sql`select ${PARENT} as parent_key, counted.total from ${parentsOf(parents)} cross join lateral (${total}) counted`,
  );
  return new Map(rows as [string, number][]);
}

function beyond(
  key: PgColumn,
  order: Order,
  { cursor }: Slice,
  ascending: boolean,
): SQL | undefined {
  if (cursor === null) return undefined;
  const [value, lastKey] = decodeCursor(cursor, order.name, order.value);
  return sql`(${sortValue(order)}, ${key}) ${sql.raw(ascending ? '>' : '<')} (${value}, ${lastKey})`;
}

interface SortedRow<Row> {
  row: Row & { key: string };
  sortValue: string;
}

/** The page that rows make, one more than asked where the list goes on. */
export function pageOf<Row>(
  rows: readonly SortedRow<Row>[],
  order: Order,
  { size, forward, cursor }: Slice,
): Page<Row> {
  const more = rows.length > size;
  const edges = rows.slice(0, size).map(({ row, sortValue }) => ({
    node: row as Row,
    // Made when asked for: most clients take the page's two.
    get cursor() {
      return encodeCursor(order.name, sortValue, row.key);
    },
  }));
  return forward
    ? { edges, hasNextPage: more, hasPreviousPage: cursor !== null }
    : { edges: edges.reverse(), hasNextPage: cursor !== null, hasPreviousPage: more };
}
