import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../engines/database.ts';
import type { Claim } from '../entities/claim.ts';
import { readRows, shapeOf } from '../reading/read.ts';
import { claims } from '../tables/claim.ts';
import { CURRENT_POSITION, type Position } from './position.ts';

/** A claim as it stands, and the place of its last change. */
export interface RecordedClaim {
  claim: Claim;
  position: Position;
}

/** Claims in the order of positions, and up to where they were read. */
export interface RecordedClaims {
  claims: RecordedClaim[];
  position: Position;
}

/**
 * The claims whose last change comes after a position; with a conflict, those of its record. What was
 * changed several times since comes once, where the last change is.
 */
export async function claimsRecordedAfter(
  db: Database,
  after: Position,
  conflictKey: string | null,
  limit: number,
): Promise<RecordedClaims> {
  const shape = shapeOf(claims);
  const within = and(
    withinCommit(claims),
    conflictKey === null ? undefined : eq(claims.conflictKey, conflictKey),
  );
  const most = sql.raw(`limit ${limit}`);
  const [first, ...others] = await readRows(
    db,
    sql`${startingAfter(after)}
    select ${CURRENT_POSITION} as current, found.* from (select) as always left join lateral (
      select position_text(entry.position, claims.commit_ordinal) as position, ${shape.columns}
      from commits entry cross join lateral (
        select * from ${claims} where ${within} order by ${claims.commitOrdinal} ${most}
      ) claims
      where entry.position >= ${START_COMMIT}
      order by entry.position, claims.commit_ordinal ${most}
    ) found on true`,
  );
  const rows = first![1] === null ? [] : [first!, ...others];
  const found = rows.map((values) => ({
    position: values[1] as string,
    claim: shape.row(values, 2),
  }));
  const position = found.length < limit ? (first![0] as string) : found.at(-1)!.position;
  return { claims: found, position };
}

const startingAfter = (position: Position) =>
  sql`with start as materialized (select * from read_position(${position}))`;
const START_COMMIT = sql`(select commit_position from start)`;

/** A row of the commit at hand; of the one in which the start is, what comes after it. */
function withinCommit({
  commitId,
  commitOrdinal,
}: Pick<typeof claims, 'commitId' | 'commitOrdinal'>): SQL {
  return sql`${commitId} = entry.id and ${commitOrdinal} > case
    when entry.position = ${START_COMMIT} then (select commit_ordinal from start) else -1 end`;
}
