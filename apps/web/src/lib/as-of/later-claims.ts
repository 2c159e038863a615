import type { Moment } from './stops.ts';

interface Counted {
  totalCount: number;
}

/**
 * How many claims of a page were made after the moment that it shows; a claim that was withdrawn since hides no later
 * one. Null where none is later and some were withdrawn: then it is not so that nothing is later.
 */
export function laterClaims(
  now: Counted,
  then: Counted,
  /** How many claims that stood then, or were made later, were withdrawn since. */
  withdrawnSince: number,
): number | null {
  const later = now.totalCount - then.totalCount + withdrawnSince;
  return later === 0 && withdrawnSince > 0 ? null : later;
}

export const withdrawnAfter = (moments: readonly Moment[], asOf: string | null): number =>
  moments.reduce((sum, { at, withdrawn }) => sum + (asOf && at > asOf ? withdrawn : 0), 0);
