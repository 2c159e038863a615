import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import { readObjects } from '../reading/read.ts';
import { codesOf } from '../store-error.ts';
import type { claims } from '../tables/claim.ts';
import type { events } from '../tables/event.ts';

/**
 * A place in all that this installation has recorded, in the order in which it was committed:
 * `7f3a9c21-00000000002a-0000000f4240`. Texts compare as the places do.
 */
export type Position = string;

const SHAPE = /^[0-9a-f]{8}(-[0-9a-f]{12}){2}$/;

export const isPosition = (text: string): boolean => SHAPE.test(text);

/** After all that has been committed: what is recorded later comes after it. */
export const CURRENT_POSITION = sql`current_position()`;

/**
 * The same in the snapshot of a statement that reads more: beside it, a call of the function would take longer than
 * many an answer. Null on a standby, be it one that was the primary a moment ago: what it shows may be taken back.
 */
export const SNAPSHOT_POSITION =
  sql.raw(`case when not pg_is_in_recovery() then (select id from installation) || '-' ||
  lpad(to_hex((select max(position) from commits)), 12, '0') || '-ffffffffffff' end`);

export async function currentPosition(db: Database): Promise<Position> {
  const [row] = await readObjects<{ position: string }>(
    db,
    sql`select ${CURRENT_POSITION} as position`,
  );
  return row!.position;
}

/** Why a position cannot be gone on from: it is another installation's, or this one was set back. */
export type PositionRefusal = 'FOREIGN' | 'AHEAD';

const REFUSALS: Record<string, PositionRefusal> = { CP001: 'FOREIGN', CP002: 'AHEAD' };

/** Of a statement that was asked for what comes after a position. */
export function positionRefusal(error: unknown): PositionRefusal | null {
  const code = codesOf(error).find((each) => each in REFUSALS);
  return code === undefined ? null : REFUSALS[code]!;
}

/** @throws an error of which `positionRefusal` tells why */
export async function checkPosition(db: Database, position: Position): Promise<void> {
  await readObjects(db, sql`select read_position(${position})`);
}

/** The last change of a claim or an event comes after a position. Each is looked up once a statement. */
export function changedAfter(table: typeof claims | typeof events, position: Position | SQL): SQL {
  return sql`(${table.commitId} = any((select commits_after(${position}))::bigint[])
    or (${table.commitId} = (select commit_at(${position}))
      and ${table.commitOrdinal} > (select ordinal_at(${position}))))`;
}
