import type { ClaimRecordedSubscription } from '../../../../gql/graphql.ts';

export type Recorded = ClaimRecordedSubscription['claimRecorded'];

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before asking again after so many failures in a row: twice as long each time, and
 * not the same for all who lost a server at one moment. `chance` is from 0 to 1.
 */
export function waitMs(failures: number, chance: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return longest * (0.5 + chance / 2);
}

/**
 * Hears of the claims of a conflict as they are recorded, from `since` on, until the function that it
 * gives back is called. While the page is out of sight it does not listen, and hears afterwards what
 * it missed.
 */
export function listen(
  path: string,
  since: string,
  { after, onClaim }: { after: number; onClaim: (claim: Recorded) => void },
): () => void {
  let last = since;
  let failures = 0;
  let source: EventSource | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const stop = () => {
    clearTimeout(waiting);
    source?.close();
    source = undefined;
  };
  const start = () => {
    stop();
    if (document.hidden) return;
    source = new EventSource(`${path}?since=${encodeURIComponent(last)}`);
    source.addEventListener('open', () => (failures = 0));
    source.addEventListener('claim', ({ data }: MessageEvent<string>) => {
      const claim = JSON.parse(data) as Recorded;
      if (claim.recordedAt > last) last = claim.recordedAt;
      onClaim(claim);
    });
    // A browser asks again by itself, but not after a refusal, and without ever waiting longer.
    source.addEventListener('error', () => {
      stop();
      waiting = setTimeout(start, waitMs(failures++, Math.random()));
    });
  };

  waiting = setTimeout(start, after);
  document.addEventListener('visibilitychange', start);
  // A page that keeps a connection open cannot be kept for the way back to it.
  addEventListener('pagehide', stop);
  addEventListener('pageshow', resume);
  function resume({ persisted }: PageTransitionEvent) {
    if (persisted) start();
  }
  return () => {
    stop();
    document.removeEventListener('visibilitychange', start);
    removeEventListener('pagehide', stop);
    removeEventListener('pageshow', resume);
  };
}
