import { m } from '#paraglide/messages.js';
import { numberText, shareText } from '../format/numbers.ts';

/** The parts of a best estimate by whose dead they are, in the order in which they are told and drawn. */
export const PARTS = ['sideA', 'sideB', 'civilians', 'unknown'] as const;
export type Part = (typeof PARTS)[number];

/** An estimate, or a sum of estimates, persons; parts are null where no estimate is split. */
export type SplitDeaths = { best: number } & Partial<Record<Part, number | null>>;

/** How a best estimate is split, persons. */
export interface Split extends Record<Part, number> {
  best: number;
  /**
   * What is in no part: of a sum, the dead of estimates that are not split. Of one event it is 0, but where
   * the estimate is not the sum of its parts; negative where the parts are more.
   */
  rest: number;
}

/** Null where the estimate is not split: nothing is then said of whose dead they were. */
export function splitOf(deaths: SplitDeaths | null | undefined): Split | null {
  if (!deaths) return null;
  const { best, sideA, sideB, civilians, unknown } = deaths;
  if (![sideA, sideB, civilians, unknown].some((part) => typeof part === 'number')) return null;
  const parts = {
    sideA: sideA ?? 0,
    sideB: sideB ?? 0,
    civilians: civilians ?? 0,
    unknown: unknown ?? 0,
  };
  return { best, ...parts, rest: best - PARTS.reduce((sum, part) => sum + parts[part], 0) };
}

/** Estimates of different events added up, part by part; null where none is split. */
export function sumOfSplits(
  estimates: readonly (SplitDeaths | null | undefined)[],
): SplitDeaths | null {
  const known = estimates.flatMap((deaths) => deaths ?? []);
  if (!known.some((deaths) => splitOf(deaths))) return null;
  const sum = (part: Part | 'best') =>
    known.reduce((total, deaths) => total + (deaths[part] ?? 0), 0);
  return {
    best: sum('best'),
    sideA: sum('sideA'),
    sideB: sum('sideB'),
    civilians: sum('civilians'),
    unknown: sum('unknown'),
  };
}

/**
 * What share of the dead is counted as civilians, by whose estimate, and between what bounds it lies where
 * the status of some is not told: those may be civilians, all or none. Empty where nobody died or nothing is split.
 * `isSum`: over events, of each its own estimate.
 */
export function civiliansText(
  deaths: SplitDeaths | null | undefined,
  whose: string,
  isSum = false,
): string {
  const split = splitOf(deaths);
  if (!split || split.best <= 0) return '';
  const { best, civilians } = split;
  const untold = split.unknown + Math.max(0, split.rest);
  const counted = (isSum ? m.split_civilians_sum : m.split_civilians)({
    civilians: numberText(civilians),
    best: numberText(best),
    share: shareText(civilians / best),
    whose,
  });
  if (untold <= 0) return counted;
  return `${counted} ${m.split_untold({
    untold: numberText(untold),
    least: shareText(civilians / best),
    most: shareText(Math.min(1, (civilians + untold) / best)),
  })}`;
}
