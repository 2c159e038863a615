import type { ClaimFeed } from '@casus/store/live/claim-feed';
import type { Database } from '@casus/store/engines/database';
import type { Position } from '@casus/store/history/position';
import type { Loaders } from '@casus/store/reading/loaders';
import type { AnswerBudget } from './answer-budget.ts';

/** What a resolver may use; made anew for each request, so nothing read is shared between people. */
export interface Context {
  /** Its statements end with the request. */
  db: Database;
  loaders: Loaders;
  /** Aborted when nobody waits for the answer any more: it is sent, too late, refused, or the client has left. */
  signal: AbortSignal;
  /** When the request came, ISO 8601 UTC: all of an answer stands at one moment. */
  now: string;
  /** What the answer may have, in fields and bytes. */
  budget: AnswerBudget;
  /** The claims that are recorded, as they are. */
  followClaims: ClaimFeed['follow'];
  /** Takes the position of the one statement that gave all of the answer, from its own snapshot. */
  readAt?: (position: Position) => void;
  /** The position that a client has of the stream which it asks for again, by its header Last-Event-ID. */
  lastEventId: string | null;
}
