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

/** How many of a best estimate are counted as civilians, persons, and between what bounds their share lies. */
export interface Civilians {
  civilians: number;
  /** The dead whose status is not told: they may be civilians, all or none. */
  unspecified: number;
  /** Shares of the best estimate, 0 to 1. */
  least: number;
  most: number;
}

/** Null where nobody died or nothing is split. */
export function civiliansOf(deaths: SplitDeaths | null | undefined): Civilians | null {
  const split = splitOf(deaths);
  if (!split || split.best <= 0) return null;
  const { best, civilians } = split;
  const unspecified = split.unknown + Math.max(0, split.rest);
  return {
    civilians,
    unspecified,
    least: civilians / best,
    most: Math.min(1, (civilians + unspecified) / best),
  };
}

type Counted = Record<'civilians' | 'best' | 'share' | 'whose', string>;

/**
 * What share of the dead is counted as civilians, by whose estimate, and its bounds where the status of
 * some is not told and they differ. Empty where nobody died or nothing is split. `sentence` tells what is counted.
 */
export function civiliansText(
  deaths: SplitDeaths | null | undefined,
  whose: string,
  sentence: (counted: Counted) => string = m.split_civilians,
): string {
  const share = civiliansOf(deaths);
  if (!deaths || !share) return '';
  const [least, most] = [shareText(share.least), shareText(share.most)];
  const counted = sentence({
    civilians: numberText(share.civilians),
    best: numberText(deaths.best),
    share: least,
    whose,
  });
  // Bounds that are written alike would be said to be a range.
  if (least === most) return counted;
  return `${counted} ${m.split_untold({
    untold: numberText(share.unspecified),
    least,
    most,
  })}`;
}
