import type { Quantifier } from '../vocabulary.ts';

/** The numbers a claim leaves open, both ends inclusive; `high` is Infinity for "at least". */
export interface Range {
  low: number;
  high: number;
}

export interface Quantity {
  low: number | null;
  best: number | null;
  high: number | null;
  quantifier: Quantifier | null;
}

/**
 * The range of numbers that a claim's words allow, or null where it names none. "About 137,000" is
 * read as rounded at its last digit that is not zero: 136,500 to 137,500.
 */
export function rangeOf({ low, best, high, quantifier }: Quantity): Range | null {
  const given = [low, best, high].filter((value) => value !== null);
  if (given.length === 0) return null;
  // UCDP has rows whose low, best and high are out of order; the range is what they span.
  const least = Math.min(...given);
  const most = Math.max(...given);
  switch (quantifier) {
    case 'AT_LEAST':
      return { low: least, high: Infinity };
    case 'MORE_THAN':
      return { low: least + 1, high: Infinity };
    case 'UP_TO':
      return { low: low ?? 0, high: most };
    case 'ABOUT':
      return { low: least - roundingOf(least), high: most + roundingOf(most) };
    default:
      return { low: least, high: most };
  }
}

function roundingOf(value: number): number {
  if (value === 0 || !Number.isInteger(value)) return 0;
  let unit = 1;
  while (value % (unit * 10) === 0) unit *= 10;
  return unit / 2;
}

/** Whether some two of the ranges have no number in common. */
export function areApart(ranges: readonly Range[]): boolean {
  // Intervals on a line: all pairs meet exactly when the highest low is no higher than the lowest high.
  return (
    ranges.length > 1 &&
    Math.max(...ranges.map(({ low }) => low)) > Math.min(...ranges.map(({ high }) => high))
  );
}
