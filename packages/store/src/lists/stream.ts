import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { randomBytes } from 'node:crypto';
import { rowsOf, type Database } from '../engines/database.ts';
import type { Store } from '../open.ts';
import { sortValue, type Order } from './page.ts';

/** What to read of each row, by name; the texts come in this order. */
export type Fields = Record<string, SQL | PgColumn>;

/** A row as PostgreSQL writes its values, in the order of the fields; what is null is an empty text. */
export type TextRow = string[];

export interface Reading {
  fields: Fields;
  from: SQL;
  where: SQL | undefined;
  order: Order;
  /** Of equals in the order; unique. */
  key: PgColumn;
}

/** Rows of one batch: some milliseconds of work, and a tenth of a megabyte. */
const BATCH = 100;

/**
 * A row travels as one text: the driver takes apart forty cells twice as slowly as `split` does.
 * Nobody who writes into the record can know these separators: they are new in each process.
 */
const SECRET = randomBytes(3).toString('base64url');
const BETWEEN_FIELDS = `\u001f${SECRET}`;
const BETWEEN_ITEMS = `\u001e${SECRET}`;
const BETWEEN_PARTS = `\u001d${SECRET}`;

/** Several texts as one field, for `itemsOf`. */
export function listOf(items: SQL, from: SQL): SQL {
  return sql`array_to_string(array(select ${items} ${from}), ${BETWEEN_ITEMS}::text)`;
}

/** The items of an array likewise. */
export const itemList = (array: SQL): SQL => sql`array_to_string(${array}, ${BETWEEN_ITEMS}::text)`;

export function listed(items: readonly string[]): string {
  return items.join(BETWEEN_ITEMS);
}

export function itemsOf(field: string): string[] {
  return field === '' ? [] : field.split(BETWEEN_ITEMS);
}

/** A text of a row as one to be kept: the row's are pieces of a whole batch, which they keep alive. */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

/** One text of several parts, for `partsOf`; what is null is an empty part. */
export function partsIn(...parts: (SQL | PgColumn)[]): SQL {
  return packed(parts, BETWEEN_PARTS);
}

export function partsOf(item: string): string[] {
  return item.split(BETWEEN_PARTS);
}

function packed(values: readonly (SQL | PgColumn)[], between: string): SQL {
  const texts = values.map((value) => sql`coalesce((${value})::text, '')`);
  return sql`concat_ws(${between}::text, ${sql.join(texts, sql`, `)})`;
}

/**
 * Runs reads that must agree with each other: all of them see one moment of the database. The
 * embedded engine has one session, which a transaction would keep from everybody else; there nobody
 * else writes while one process has the folder.
 */
export function atOneMoment<Answer>(
  { name, db }: Pick<Store, 'name' | 'db'>,
  read: (db: Database) => Promise<Answer>,
): Promise<Answer> {
  if (name === 'pglite') return read(db);
  return db.transaction(
    async (transaction) => {
      // Counting all of a long list may take longer than a request is given; few do it at once.
      await transaction.execute(sql`set local statement_timeout = '120s'`);
      return read(transaction);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

let opened = 0;

/**
 * All rows of a list, however long, a batch at a time: the next one is fetched while this one is
 * used, and none while nobody asks. On PostgreSQL call it inside `atOneMoment`. The embedded engine
 * has to keep the whole answer aside, on disk once it is large, to let others in between batches.
 */
export function readInBatches(
  store: Pick<Store, 'name' | 'db'>,
  { fields, from, where, order, key }: Reading,
): AsyncGenerator<TextRow[]> {
  const direction = sql.raw(order.descending ? 'desc' : 'asc');
  return linesOf(
    store,
    sql`select ${packed(Object.values(fields), BETWEEN_FIELDS)} as line
    from ${from} where ${where ?? sql`true`}
    order by ${sortValue(order)} ${direction}, ${key} ${direction}`,
  );
}

/** The same of what a statement selects, in its order: the columns of these names. */
export function readSelected(
  store: Pick<Store, 'name' | 'db'>,
  names: readonly string[],
  statement: SQL,
): AsyncGenerator<TextRow[]> {
  const values = names.map((name) => sql`selected.${sql.identifier(name)}`);
  return linesOf(
    store,
    sql`select ${packed(values, BETWEEN_FIELDS)} as line from (${statement}) selected`,
  );
}

async function* linesOf(
  { name, db }: Pick<Store, 'name' | 'db'>,
  statement: SQL,
): AsyncGenerator<TextRow[]> {
  const cursor = sql.raw(`download_${++opened}`);
  const hold = sql.raw(name === 'pglite' ? 'with hold' : 'without hold');
  await db.execute(sql`declare ${cursor} no scroll cursor ${hold} for ${statement}`);
  const fetch = () => {
    const lines = rowsOf<{ line: string }>(db, sql`fetch ${sql.raw(String(BATCH))} from ${cursor}`);
    // Whoever stops half-way never looks at the batch under way.
    lines.catch(() => {});
    return lines;
  };
  try {
    let next = fetch();
    for (;;) {
      const lines = await next;
      if (lines.length === 0) return;
      next = fetch();
      yield lines.map(({ line }) => line.split(BETWEEN_FIELDS));
    }
  } finally {
    // After a failed statement there is no transaction to close it in, and it is gone with that one.
    await db.execute(sql`close ${cursor}`).catch(() => {});
  }
}
