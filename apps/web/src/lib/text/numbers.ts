import { QUANTIFIER } from './words.ts';
import type { Quantifier } from '../../gql/graphql.ts';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** 120,000. */
export function numberText(value: number): string {
  return WHOLE.format(value);
}

export interface QuantityLike {
  low?: number | null;
  best?: number | null;
  high?: number | null;
  quantifier: Quantifier;
}

/** A claim's number with its own hedge and its own range: "about 137,000", "88 (88–94)". */
export function quantityText({ low, best, high, quantifier }: QuantityLike): string {
  const main = best ?? low ?? high;
  if (main === null || main === undefined) return 'no number';
  const text = `${QUANTIFIER[quantifier]}${numberText(main)}`;
  const spread = (low ?? main) !== main || (high ?? main) !== main;
  return spread ? `${text} (${rangeText(low ?? main, high ?? main)})` : text;
}

/** 17–24, or 17 where both are the same. */
export function rangeText(low: number, high: number): string {
  return low === high ? numberText(low) : `${numberText(low)}–${numberText(high)}`;
}

/** How much of a list is shown: "20 of 43 claims", or "12 claims" where that is all. */
export function shownText(shown: number, total: number, one: string, many?: string): string {
  const all = countText(total, one, many);
  return shown === total ? all : `${numberText(shown)} of ${all}`;
}

/** "1 claim", "12 claims". */
export function countText(count: number, one: string, many: string = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}
