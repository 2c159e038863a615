import { sql, type SQL } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { claimsStanding } from './claim.ts';
import { claims } from '../tables/claim.ts';
import { rowAs, type Row } from '../pushdown/row.ts';

/** Whether the claim at hand stood at a moment. */
export const claimStands = (claim: Row, asOf: string | SQL): SQL =>
  claimsStanding(asOf, {
    assertedLatest: claim.column('assertedLatest'),
    withdrawnAt: claim.column('withdrawnAt'),
  });

/** Whether the claim of a key had been withdrawn by a moment. */
export function restsOnWithdrawn(claimKey: SQL, asOf: string | SQL, alias: string): SQL {
  const claim = rowAs(claims, alias);
  return sql`exists (select from ${sql.raw(`"${getTableConfig(claims).name}" as ${alias}`)}
    where ${claim.column('key')} = ${claimKey}
      and ${claim.column('assertedLatest')} <= ${asOf} and ${claim.column('withdrawnAt')} <= ${asOf})`;
}

/** Whether the claim of a key stood at a moment; what rests on no claim always holds. */
export function restsOnStanding(claimKey: SQL, asOf: string | SQL, alias: string): SQL {
  const claim = rowAs(claims, alias);
  return sql`(${claimKey} is null or exists (select from ${sql.raw(`"${getTableConfig(claims).name}" as ${alias}`)}
    where ${claim.column('key')} = ${claimKey} and ${claimStands(claim, asOf)}))`;
}
