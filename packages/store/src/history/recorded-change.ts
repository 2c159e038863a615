import { and, eq, gt, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../engines/database.ts';
import { CursorRefused, decodeCursor } from '../lists/cursor.ts';
import { pageOf, type Order, type Page, type Slice } from '../lists/page.ts';
import type { Selected } from '../pushdown/selected.ts';
import { isAny } from '../reading/loaders.ts';
import { readObjects } from '../reading/read.ts';
import { storable } from '../reading/text.ts';
import { claims } from '../tables/claim.ts';
import { commits, removals } from '../tables/commit.ts';
import { datasets } from '../tables/dataset.ts';
import { events } from '../tables/event.ts';
import type { RecordedChange, RecordedEntity } from '../vocabulary.ts';
import { isPosition, type Position } from './position.ts';

/** The last change of a claim or an event in this installation's record; of what is gone, its removal. */
export interface RecordedEntry {
  position: Position;
  /** When it was committed. ISO 8601, UTC. */
  at: string;
  change: RecordedChange;
  entity: RecordedEntity;
  entityKey: string;
  conflictKey: string | null;
  /** The release that says it. */
  datasetKey: string | null;
}

export const ENTRY_COLUMNS: Readonly<Record<keyof RecordedEntry, Selected>> = {
  position: 'text',
  at: 'text',
  change: 'text',
  entity: 'text',
  entityKey: 'text',
  conflictKey: 'text or null',
  datasetKey: 'text or null',
};

/** Which changes to list; null for no limit. */
export interface EntriesAsked<Text = string> {
  /** Only what was committed after this moment, and by that one. */
  since: Text | null;
  until: Text | null;
  /** Only what comes after this position. */
  after: Text | null;
  changes: readonly RecordedChange[];
  entities: readonly RecordedEntity[];
  conflictKey: Text | null;
  /** Releases; all of the series of each count. */
  datasets: readonly string[] | null;
}

interface Recorded {
  table: PgTable;
  key: PgColumn;
  conflictKey: PgColumn;
  datasetKey: PgColumn;
  commitId: PgColumn;
  commitOrdinal: PgColumn;
}

/** The rows of one table that say what happened to claims or to events. */
interface Part {
  recorded: Recorded;
  entity: RecordedEntity;
  change: SQL;
  where: SQL | undefined;
}

const CLAIMS: Recorded = { ...claims, table: claims, datasetKey: claims.releaseKey };
const EVENTS: Recorded = { ...events, table: events };
const REMOVALS: Recorded = { ...removals, table: removals };

type AnyText = string | SQL;

function partsOf({ changes, entities, conflictKey, datasets: of }: EntriesAsked<AnyText>): Part[] {
  const standing = changes.filter((change) => change !== 'REMOVED');
  const within = ({ conflictKey: conflict, datasetKey: dataset }: Recorded) =>
    and(
      conflictKey === null ? undefined : sql`${conflict} = ${conflictKey}`,
      of === null ? undefined : isOfSeries(dataset, of),
    );
  const rows = [
    { entity: 'CLAIM' as const, table: claims, recorded: CLAIMS },
    { entity: 'EVENT' as const, table: events, recorded: EVENTS },
  ].map(({ entity, table, recorded }): Part => ({
    recorded,
    entity,
    change: sql`${table.change}::text`,
    where: and(inArray(table.change, standing), within(recorded)),
  }));
  const gone = (['CLAIM', 'EVENT'] as const).map((entity): Part => ({
    recorded: REMOVALS,
    entity,
    change: sql`'REMOVED'`,
    where: and(eq(removals.entity, entity), within(REMOVALS)),
  }));
  return [
    ...(standing.length > 0 ? rows : []),
    ...(changes.includes('REMOVED') ? gone : []),
  ].filter(({ entity }) => entities.includes(entity));
}

/** The column names a release of a series of which one of these is a release. */
export const isOfSeries = (column: PgColumn, releases: readonly string[]): SQL =>
  sql`${column} in (select key from ${datasets} where series in
    (select series from ${datasets} where ${isAny(datasets.key, storable(releases))}))`;

/** Where in its order a position is, read once a statement. */
const startOf = (position: AnyText) => ({
  commit: sql`(select commit_position from read_position(${position}))`,
  ordinal: sql`(select commit_ordinal from read_position(${position}))`,
});

const ENTRY = { position: sql.raw('entry.position'), at: sql.raw('entry.at') };

function isWithinCommits(after: readonly AnyText[], before: readonly AnyText[], asked: Moments) {
  return and(
    sql`${ENTRY.position} is not null`,
    asked.since === null ? undefined : gt(ENTRY.at, asked.since),
    asked.until === null ? undefined : lte(ENTRY.at, asked.until),
    ...after.map((position) => sql`${ENTRY.position} >= ${startOf(position).commit}`),
    ...before.map((position) => sql`${ENTRY.position} <= ${startOf(position).commit}`),
  );
}

type Moments = Pick<EntriesAsked<AnyText>, 'since' | 'until'>;

/** Behind every ordinal that positions have room for. */
const BEHIND_ALL = sql.raw(String(16 ** 12));

/** Of the commits in which the bounds are, only what lies beyond them: one bound a side, from which an index can start. */
function isBeyond(ordinal: PgColumn, after: readonly AnyText[], before: readonly AnyText[]) {
  return and(
    ...after.map((position) => {
      const start = startOf(position);
      return sql`${ordinal} > case when ${ENTRY.position} = ${start.commit} then ${start.ordinal} else -1 end`;
    }),
    ...before.map((position) => {
      const start = startOf(position);
      return sql`${ordinal} < case when ${ENTRY.position} = ${start.commit} then ${start.ordinal} else ${BEHIND_ALL} end`;
    }),
  );
}

/** Selects at most so many changes beyond a cursor, in the order of positions, with `sort_value` and `key` for theirs. */
export function selectEntries(
  asked: EntriesAsked<AnyText>,
  ascending: boolean,
  cursor: AnyText | null,
  limit: number | null,
): SQL {
  const after = [asked.after, ascending ? cursor : null].filter((each) => each !== null);
  const before = [ascending ? null : cursor].filter((each) => each !== null);
  const direction = sql.raw(ascending ? 'asc' : 'desc');
  const most = limit === null ? sql`` : sql.raw(`limit ${limit}`);
  const parts = partsOf(asked).map(({ recorded, entity, change, where }) => {
    const { table, key, conflictKey, datasetKey, commitId, commitOrdinal } = recorded;
    const of = and(sql`${commitId} = entry.id`, isBeyond(commitOrdinal, after, before), where);
    return sql`(select ${change} as change, ${entity}::text as entity, ${key} as entity_key,
        ${conflictKey} as conflict_key, ${datasetKey} as dataset_key, ${commitOrdinal} as ordinal
      from ${table} where ${of} order by ${commitOrdinal} ${direction} ${most})`;
  });
  const changed =
    parts.length > 0
      ? sql.join(parts, sql` union all `)
      : sql`select '' as change, '' as entity, '' as entity_key, null as conflict_key, null as dataset_key, 0 as ordinal where false`;
  return sql`select position as sort_value, '' as key, position, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      change, entity, entity_key as "entityKey", conflict_key as "conflictKey", dataset_key as "datasetKey"
    from (
      select position_text(entry.position, changed.ordinal) as position, entry.at, changed.*
      from ${commits} entry cross join lateral (
        select * from (${changed}) recorded order by ordinal ${direction} ${most}
      ) changed
      where ${isWithinCommits(after, before, asked)}
      order by entry.position ${direction}, changed.ordinal ${direction} ${most}
    ) found`;
}

/** Counts them. */
export function countEntries(asked: EntriesAsked<AnyText>): SQL {
  const after = [asked.after].filter((each) => each !== null);
  const counts = partsOf(asked).map(
    ({ recorded: { table, commitId, commitOrdinal }, where }) =>
      sql`(select count(*) from ${table} join ${commits} entry on entry.id = ${commitId}
        where ${and(isWithinCommits(after, [], asked), isBeyond(commitOrdinal, after, []), where)})`,
  );
  return sql`select ${counts.length > 0 ? sql.join(counts, sql` + `) : sql`0`} as total`;
}

/** The order of positions, either way. */
export function recordedOrder(descending: boolean): Order {
  const name = `changes recorded ${descending ? 'latest' : 'earliest'} first`;
  return { name, by: sql.raw('position'), value: 'text', descending };
}

/** @throws CursorRefused */
export function positionOfCursor(cursor: string, order: Order): Position {
  const [position] = decodeCursor(cursor, order.name, order.value);
  if (!isPosition(position)) throw new CursorRefused();
  return position;
}

/** A slice of the changes, in the order of positions. */
export async function entriesPage(
  db: Database,
  asked: EntriesAsked,
  order: Order,
  slice: Slice,
): Promise<Page<RecordedEntry>> {
  const cursor = slice.cursor === null ? null : positionOfCursor(slice.cursor, order);
  const ascending = order.descending !== slice.forward;
  const rows = await readObjects<RecordedEntry & { key: string }>(
    db,
    selectEntries(asked, ascending, cursor, slice.size + 1),
  );
  const sorted = rows.map((row) => ({ sortValue: row.position, row }));
  return pageOf<RecordedEntry>(sorted, order, slice);
}

/** How many there are in all. */
export async function entriesTotal(db: Database, asked: EntriesAsked): Promise<number> {
  const [row] = await readObjects<{ total: number }>(db, countEntries(asked));
  return Number(row!.total);
}
