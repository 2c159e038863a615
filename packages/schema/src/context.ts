import type { ClaimFeed } from '@casus/store/claim-feed';
import type { Database } from '@casus/store/database';
import type { Loaders } from '@casus/store/loaders';

/** What a resolver may use; made anew for each request, so nothing read is shared between people. */
export interface Context {
  db: Database;
  loaders: Loaders;
  /** When the request came, ISO 8601 UTC: all of an answer stands at one moment. */
  now: string;
  /** The claims of a conflict's record, as they are recorded. */
  followClaims: ClaimFeed['follow'];
}
