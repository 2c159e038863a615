import { sql, type SQL } from 'drizzle-orm';
import { claimsStanding } from './claim.ts';
import { agreementViolations } from './tables/agreement.ts';
import { claims } from './tables/claim.ts';
import { events } from './tables/event.ts';

/**
 * The event was known at a moment: a claim stood that is about it, or that alleges it as a breach,
 * or one of its parts was known. An event of which nobody claims anything was never known.
 */
export function isKnownAt(asOf: string): SQL {
  const claimed = sql`
    select ${claims.subjectEventKey} as key from ${claims}
    where ${claims.subjectEventKey} is not null and ${claimsStanding(asOf)}
    union all
    select ${agreementViolations.eventKey} from ${agreementViolations}
    join ${claims} on ${claims.key} = ${agreementViolations.claimKey}
    where ${agreementViolations.eventKey} is not null and ${claimsStanding(asOf)}`;
  return sql`exists (
    select from (
      ${claimed}
      union all
      select key from (
        with recursive whole as (
          select part.part_of_key as key from ${events} part
          where part.part_of_key is not null
            and exists (select from (${claimed}) claimed where claimed.key = part.key)
          union
          select part.part_of_key from ${events} part join whole on part.key = whole.key
          where part.part_of_key is not null
        ) select key from whole
      ) wholes
    ) known where known.key = ${events.key})`;
}
