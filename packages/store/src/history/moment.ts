import { sql, type SQL } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '../lists/cursor.ts';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import type { MergedOrder } from '../lists/merge.ts';
import type { Page, Slice } from '../lists/page.ts';

/** A moment at which the record of a conflict came to answer otherwise. */
export interface Moment {
  /** ISO 8601, UTC. */
  at: string;
  /** How many claims were first certain then. */
  asserted: number;
  /** How many claims stopped standing then. */
  withdrawn: number;
}

interface MomentsAsked {
  until: string | SQL;
  ascending: boolean;
  /** Only those beyond this one. */
  from: string | SQL | null;
  limit: number;
}

/** Selects moments of the conflict of a key, in order, with `text` for their cursors. */
export function momentRows(key: SQL, { until, ascending, from, limit }: MomentsAsked): SQL {
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const within = (at: SQL) =>
    sql`${at} <= ${until} and ${from ? sql`${at} ${sql.raw(ascending ? '>' : '<')} ${from}` : sql`true`}`;
  const ordered = sql`order by 1 ${direction} limit ${sql.raw(String(limit))}`;
  return sql`select at, at::text as text, sum(asserted)::int as asserted, sum(withdrawn)::int as withdrawn
      from (${momentsWithin(key, within, ordered)}) found
      group by at ${ordered}`;
}

/** Counts all moments of the conflict of a key. */
export function momentsTotal(key: SQL, until: string | SQL): SQL {
  const within = (at: SQL) => sql`${at} <= ${until}`;
  return sql`select count(distinct at)::int as total from (${momentsWithin(key, within, sql``)}) found`;
}

const PARENT = sql.raw('parent.key');

/** A slice of each conflict's moments up to `until`, for all of them in one statement. */
export async function momentsOf(
  db: Database,
  conflictKeys: readonly string[],
  until: string,
  { name, descending }: MergedOrder,
  { size, forward, cursor }: Slice,
): Promise<Map<string, Page<Moment>>> {
  const from = cursor === null ? null : decodeCursor(cursor, name, 'instant')[0];
  // One moment more than asked tells whether the list goes on.
  const slice = { until, ascending: descending !== forward, from, limit: size + 1 };
  const rows = await readObjects<Moment & { parent: string; text: string }>(
    db,
    sql`
    select parent.key as parent, text, asserted, withdrawn,
      to_char(moment.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from unnest(${sql.param(conflictKeys)}::text[]) as parent(key)
    cross join lateral (${momentRows(PARENT, slice)}) moment`,
  );
  const byConflict = Map.groupBy(rows, ({ parent }) => parent);
  return new Map(
    conflictKeys.map((key) => {
      const found = byConflict.get(key) ?? [];
      const edges = found.slice(0, size).map(({ at, asserted, withdrawn, text }) => ({
        node: { at, asserted, withdrawn },
        cursor: encodeCursor(name, text, ''),
      }));
      const more = found.length > size;
      const page = forward
        ? { edges, hasNextPage: more, hasPreviousPage: cursor !== null }
        : { edges: edges.reverse(), hasNextPage: cursor !== null, hasPreviousPage: more };
      return [key, page];
    }),
  );
}

/** How many moments each conflict has in all. */
export async function countMoments(
  db: Database,
  conflictKeys: readonly string[],
  until: string,
): Promise<Map<string, number>> {
  const rows = await readObjects<{ parent: string; total: number }>(
    db,
    sql`
    select parent.key as parent, total
    from unnest(${sql.param(conflictKeys)}::text[]) as parent(key)
    cross join lateral (${momentsTotal(PARENT, until)}) counted`,
  );
  return new Map(rows.map(({ parent, total }) => [parent, total]));
}

/**
 * The moments of a conflict: a claim became certain, or was withdrawn, or an agreement's hour came, or
 * a release said otherwise of one of its events, which may be that it belongs to another conflict.
 */
function momentsWithin(key: SQL, within: (at: SQL) => SQL, limit: SQL): SQL {
  const ever = sql`conflict_key = ${key} and (withdrawn_at is null or withdrawn_at > asserted_latest)`;
  return sql`
    (select asserted_latest as at, sum(claims) as asserted, 0 as withdrawn from claim_counts
      where ${ever} and ${within(sql`asserted_latest`)} group by 1 ${limit})
    union all
    (select withdrawn_at, 0, sum(claims) from claim_counts
      where ${ever} and ${within(sql`withdrawn_at`)} group by 1 ${limit})
    union all
    (select effective_at, 0, 0 from agreements
      where conflict_key = ${key} and ${within(sql`effective_at`)} group by 1 ${limit})
    union all
    (select valid_until, 0, 0 from event_editions
      where conflict_key = ${key} and ${within(sql`valid_until`)} group by 1 ${limit})`;
}
