import { sql, type SQL } from 'drizzle-orm';
import { ofClaimant, ofConflict, type ClaimFilter } from './claim.ts';
import type { Counts } from '../lists/page.ts';
import { claims } from '../tables/claim.ts';
import { claimCounts } from '../tables/claim-count.ts';

/** The conditions on what claims are counted by. */
const COUNTED_BY: ReadonlySet<keyof ClaimFilter> = new Set([
  ...(['conflicts', 'claimants', 'kinds', 'metrics'] as const),
  ...(['assertedBefore', 'withdrawn'] as const),
]);

/** Kept counts of claims in the place of the claims, and under their name. */
const FROM = sql`${claimCounts} as ${claims}`;

/** How many claims one of their rows stands for. */
const NUMBER: SQL = sql`"claims"."claims"`;

const COUNTS: Counts = { from: FROM, number: NUMBER, links: [ofConflict, ofClaimant] };

/** The counts that tell how many claims a filter picks, as of any moment; none where it asks what they do not tell. */
export function countsOfClaims(filter: ClaimFilter): Counts | undefined {
  const asked = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined);
  const isTold = asked.every(([condition]) => COUNTED_BY.has(condition as keyof ClaimFilter));
  return isTold ? COUNTS : undefined;
}
