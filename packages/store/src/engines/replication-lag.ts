import type { Position } from '../history/position.ts';
import type { Progress } from '../live/progress.ts';

/** How many positions of the primary are remembered; a replica that is further behind is behind by more. */
const MOST = 1_000;

export interface LagClock {
  /** The primary answered that it is there now. */
  primaryIs(progress: Progress, now?: number): void;
  latest(): Progress | null;
  /** Milliseconds for which the primary is known to have had something that a database at this position has not. */
  of(position: Position): number;
}

/**
 * Measures lag by this process's own clock, and only while the primary answers: an idle primary makes nobody late, and one
 * that died leaves its replicas as late as they were, for they are all there is to read.
 */
export function createLagClock(): LagClock {
  const seen: { position: Position; at: number }[] = [];
  let latest: Progress | null = null;
  let answeredAt = 0;
  return {
    primaryIs: (progress, now = performance.now()) => {
      answeredAt = now;
      // It was set back: what was seen before is of another past.
      if (latest && progress.position < latest.position) seen.length = 0;
      if (latest?.position !== progress.position)
        seen.push({ position: progress.position, at: now });
      if (seen.length > MOST) seen.shift();
      latest = progress;
    },
    latest: () => latest,
    of: (position) => {
      const missing = seen.find((each) => each.position > position);
      return missing ? answeredAt - missing.at : 0;
    },
  };
}
