import type { Moment } from './stops.ts';

interface Counted {
  totalCount: number;
}

/** How many claims of a page were made after the moment that it shows. */
export interface Hidden {
  claims: number;
  /** Whether some that may have been are not counted. */
  isAtLeast: boolean;
}

/**
 * A claim that was withdrawn since hides no later one. Null where none is later and some were withdrawn, or may have been:
 * then it is not so that nothing is later.
 */
export function laterClaims(
  now: Counted,
  then: Counted,
  /** How many claims that stood then, or were made later, were withdrawn since. */
  { claims: withdrawn, isAtLeast }: Hidden,
): Hidden | null {
  const claims = now.totalCount - then.totalCount + withdrawn;
  return claims === 0 && (withdrawn > 0 || isAtLeast) ? null : { claims, isAtLeast };
}

/** @param moments the latest of them: `earlier` more come before */
export function withdrawnAfter(
  moments: readonly Moment[],
  asOf: string | null,
  earlier: number,
): Hidden {
  const after = moments.filter(({ at }) => asOf && at > asOf);
  return {
    claims: after.reduce((sum, { withdrawn }) => sum + withdrawn, 0),
    isAtLeast: earlier > 0 && after.length === moments.length,
  };
}
