import type { Quantifier } from '@casus/store/vocabulary';

/** A claim's number as the store keeps it; all null where the claimant gives none. */
export interface Quantity {
  low: number | null;
  best: number | null;
  high: number | null;
  quantifier: Quantifier | null;
}

export const NO_FIGURE: Quantity = { low: null, best: null, high: null, quantifier: null };

/** One number with its claimant's hedge: what it leaves open has no bound. */
export function quantified(quantifier: Quantifier, value: number): Quantity {
  switch (quantifier) {
    case 'EXACT':
    case 'ABOUT':
      return { low: value, best: value, high: value, quantifier };
    case 'AT_LEAST':
      return { low: value, best: value, high: null, quantifier };
    case 'MORE_THAN':
      return { low: value, best: null, high: null, quantifier };
    case 'UP_TO':
      return { low: null, best: null, high: value, quantifier };
  }
}
