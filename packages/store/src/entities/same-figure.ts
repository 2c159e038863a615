import { and, sql, type SQL } from 'drizzle-orm';
import { FIGURE_SCOPE } from '../rules/figure-scope.ts';
import { claims } from '../tables/claim.ts';

/** Of what a claim can be: one of four kinds. */
export const FIGURE_SUBJECTS = [
  'subjectConflictKey',
  'subjectEventKey',
  'subjectAgreementKey',
  'subjectPlaceKey',
] as const;
const SCOPE = [...FIGURE_SUBJECTS, ...FIGURE_SCOPE] as const;

/**
 * The claims of a figure that meet a condition, by the scope of one claim of it. Its subject is of one of four
 * kinds, each asked for by itself, and the keys are an array: so indexes answer at every size. Of one condition that
 * any of the four is equal, or a semijoin, the planner makes a read of all claims.
 */
export function claimsOfFigure(claimKey: SQL, condition?: SQL): SQL {
  const of = (property: (typeof SCOPE)[number]) => sql.raw(`one."${claims[property].name}"`);
  const same = SCOPE.map(
    (property) => sql`${claims[property]} is not distinct from ${of(property)}`,
  );
  const about = FIGURE_SUBJECTS.map(
    (property) =>
      sql`select ${claims.key} from ${claims} where ${and(
        sql`${claims[property]} = ${of(property)}`,
        ...same,
        sql`${claims.kind} = 'FIGURE'`,
        condition,
      )}`,
  );
  return sql`${claims.key} = any(array(select found.key from ${claims} one,
    lateral (${sql.join(about, sql` union all `)}) found where one.key = ${claimKey}))`;
}
