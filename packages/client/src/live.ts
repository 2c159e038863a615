import type { CasusClient } from './client.ts';
import { ClaimRecordedDocument, type ClaimRecordedSubscription } from './generated/documents.ts';
import type { WatchOptions } from './watch.ts';

export interface WatchClaimsOptions extends WatchOptions {
  /** Only of this conflict's record, by slug, natural key or id. */
  conflict?: string | undefined;
}

export interface WatchedClaim {
  claim: ClaimRecordedSubscription['claimRecorded'];
  /** Keep it with what you made of the claim, and give it as `after` to go on after a restart. */
  position: string;
}

/**
 * Each claim as it is recorded, corrected or withdrawn, in the order in which that was committed: nothing
 * is lost and nothing comes twice, over cuts, restarts of the server and slow reading. What changed several
 * times while nobody listened comes once, as it stands.
 *
 * @throws CasusFailure for a conflict that there is none of, or a position that is of another installation
 */
export async function* watchClaims(
  casus: CasusClient,
  { conflict, ...options }: WatchClaimsOptions = {},
): AsyncGenerator<WatchedClaim, void, void> {
  for await (const { data, position } of casus.watch(
    ClaimRecordedDocument,
    { conflict: conflict ?? null },
    options,
  )) {
    yield { claim: data.claimRecorded, position };
  }
}
