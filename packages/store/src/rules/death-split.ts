import type { ClaimPart } from '../tables/claim.ts';

/** The parts into which an adjudicator may split its best estimate of an event's deaths. */
export const DEATH_PARTS = ['sideA', 'sideB', 'civilians', 'unknown'] as const;

export type DeathPart = (typeof DEATH_PARTS)[number];

/** Persons. The parts need not add up to the best estimate. */
export type DeathSplit = Record<DeathPart, number>;

/**
 * How a claim splits its best estimate; null where it does not, or otherwise than into these parts.
 * A part that is not told is none, and an estimate of none has none in each.
 */
export function splitOf({
  best,
  parts,
}: {
  best: number | null;
  parts: readonly ClaimPart[];
}): DeathSplit | null {
  if (best === null || (parts.length === 0 && best !== 0)) return null;
  const split: DeathSplit = { sideA: 0, sideB: 0, civilians: 0, unknown: 0 };
  for (const part of parts) {
    const which = partOf(part);
    if (which === null) return null;
    split[which] += part.best;
  }
  return split;
}

function partOf({ side, population }: ClaimPart): DeathPart | null {
  if (side) return side === 'A' ? 'sideA' : 'sideB';
  if (population === 'CIVILIANS') return 'civilians';
  return population === 'UNKNOWN' ? 'unknown' : null;
}
