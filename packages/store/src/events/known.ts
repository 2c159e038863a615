import { sql, type SQL } from 'drizzle-orm';
import { claimsStanding } from '../entities/claim.ts';
import { agreementViolations } from '../tables/agreement.ts';
import { claims } from '../tables/claim.ts';
import { events } from '../tables/event.ts';

/**
 * The event was known at a moment: a claim stood that is about it, or that alleges it as a breach,
 * or one of its parts was known. An event of which nobody claims anything was never known.
 */
export function isKnownAt(asOf: string): SQL {
  return sql`(${isClaimedAt(sql`${events.key}`, asOf)} or ${events.key} = any(${knownByOthers(asOf)}))`;
}

/** Somebody had claimed something about the event, whether or not it was withdrawn since. */
export function wasClaimedBy(asOf: string): SQL {
  return sql`exists (select from ${claims}
    where ${claims.subjectEventKey} = ${events.key} and ${claims.assertedLatest} <= ${asOf}
      and (${claims.withdrawnAt} is null or ${claims.withdrawnAt} > ${claims.assertedLatest}))`;
}

/**
 * Some claim about the event stood. A scalar subquery, not EXISTS: PostgreSQL looks it up for each
 * row, where for EXISTS it may read all claims of the record to give one page of events.
 */
function isClaimedAt(eventKey: SQL, asOf: string): SQL {
  return sql`coalesce((select true from ${claims}
    where ${claims.subjectEventKey} = ${eventKey} and ${claimsStanding(asOf)} limit 1), false)`;
}

/** The events known by what is claimed of an agreement or of their parts: few, and found once. */
export function knownByOthers(asOf: string): SQL {
  const alleged = sql`
    select ${agreementViolations.eventKey} as key from ${agreementViolations}
    where ${agreementViolations.eventKey} is not null
      and (select ${claimsStanding(asOf)} from ${claims}
           where ${claims.key} = ${agreementViolations.claimKey})`;
  return sql`array(
    with recursive alleged as (${alleged}), known as (
      select key from alleged
      union
      select part.part_of_key from ${events} part
      where part.part_of_key is not null
        and (${isClaimedAt(sql.raw('part.key'), asOf)} or part.key in (select key from alleged))
      union
      select part.part_of_key from ${events} part join known on part.key = known.key
      where part.part_of_key is not null
    ) select key from known)`;
}
