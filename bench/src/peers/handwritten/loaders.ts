import DataLoader from 'dataloader';
import type { Pool } from 'pg';

/** A row as pg gives it, by the columns' own names. */
export type Row = Record<string, unknown> & { key: string };

/** The batched reads of one request: one prepared statement for each table or list. */
export interface Loaders {
  events: DataLoader<string, Row | null>;
  conflicts: DataLoader<string, Row | null>;
  places: DataLoader<string, Row | null>;
  actors: DataLoader<string, Row | null>;
  reports: DataLoader<string, Row | null>;
  participants: DataLoader<string, Row[]>;
  attribution: DataLoader<string, Row[]>;
  /** The latest of a conflict's events. */
  eventsOf: (first: number) => DataLoader<string, Row[]>;
  /** The latest of the claims about an event. */
  claimsOf: (first: number) => DataLoader<string, Row[]>;
}

export function createLoaders(pool: Pool): Loaders {
  return {
    events: byKey(pool, 'events'),
    conflicts: byKey(pool, 'conflicts'),
    places: byKey(pool, 'places'),
    actors: byKey(pool, 'actors'),
    reports: byKey(pool, 'reports'),
    participants: byOwner(pool, 'event_participants', 'event_key', 'position'),
    attribution: byOwner(pool, 'claim_attributions', 'claim_key', 'ordinal'),
    eventsOf: perFirst((first) =>
      latestOf(pool, 'events', 'conflict_key', 'earliest desc, key desc', first),
    ),
    claimsOf: perFirst((first) =>
      latestOf(pool, 'claims', 'subject_event_key', 'asserted_latest desc, key desc', first),
    ),
  };
}

/** Times stay as PostgreSQL writes them: a date that nobody asked for costs nothing. */
async function read(pool: Pool, name: string, text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ name, text, values });
  return rows;
}

function byKey(pool: Pool, table: string): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = await read(pool, table, `select * from ${table} where key = any($1)`, [keys]);
    const found = new Map(rows.map((row) => [row.key, row]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

function byOwner(
  pool: Pool,
  table: string,
  owner: string,
  position: string,
): DataLoader<string, Row[]> {
  const text = `select * from ${table} where ${owner} = any($1) order by ${owner}, ${position}`;
  return new DataLoader(async (keys) => {
    const rows = Map.groupBy(await read(pool, table, text, [keys]), (row) => row[owner]);
    return keys.map((key) => rows.get(key) ?? []);
  });
}

function latestOf(
  pool: Pool,
  table: string,
  owner: string,
  order: string,
  first: number,
): DataLoader<string, Row[]> {
  const text = `select slice.* from unnest($1::text[]) parent(key) cross join lateral
    (select * from ${table} where ${owner} = parent.key order by ${order} limit $2) slice`;
  return new DataLoader(async (keys) => {
    const rows = Map.groupBy(
      await read(pool, `${table}Of`, text, [keys, first]),
      (row) => row[owner],
    );
    return keys.map((key) => rows.get(key) ?? []);
  });
}

function perFirst(make: (first: number) => DataLoader<string, Row[]>) {
  const made = new Map<number, DataLoader<string, Row[]>>();
  return (first: number) => {
    const loader = made.get(first) ?? make(first);
    made.set(first, loader);
    return loader;
  };
}
