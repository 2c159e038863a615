import { m } from '#paraglide/messages.js';
import { getLocale, type Locale } from '#paraglide/runtime.js';
import { NOUNS, type Noun } from '../language/nouns.ts';
import { hedged } from '../vocabulary/words.ts';
import type { Quantifier } from '../../gql/graphql.ts';

/** Browsers may know neither Kyrgyz nor Tajik; both write numbers as Russian does. */
const WRITTEN_AS: Record<Locale, string> = {
  en: 'en',
  ru: 'ru',
  ky: 'ru',
  tg: 'ru',
  'ar-XB': 'en',
};

const formats = new Map<string, Intl.NumberFormat>();

/** 120,000. */
export function numberText(value: number): string {
  const language = WRITTEN_AS[getLocale()];
  const format =
    formats.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  formats.set(language, format);
  return format.format(value);
}

/** A share of a whole, 0 to 1, in whole per cent: "41%"; all below one of them is "<1%", all above 99 ">99%". */
export function shareText(share: number): string {
  // Browsers may know neither Kyrgyz nor Tajik; English alone writes no space.
  const percent = (text: string) =>
    WRITTEN_AS[getLocale()] === 'en' ? `${text}%` : `${text}\u00a0%`;
  if (share > 0 && share < 0.01) return percent('<1');
  if (share > 0.99 && share < 1) return percent('>99');
  return percent(numberText(Math.round(share * 100)));
}

/** Between what bounds a share lies: "41%–63%", or "41%" where both are written alike. */
export function shareRangeText(least: number, most: number): string {
  const [from, to] = [shareText(least), shareText(most)];
  if (from === to) return from;
  // A dash that touches a sign is drawn as an arrow.
  return to.startsWith('>') ? `${from} – ${to}` : `${from}–${to}`;
}

export interface QuantityLike {
  low?: number | null;
  best?: number | null;
  high?: number | null;
  quantifier: Quantifier;
}

/**
 * A claim's number with its own hedge and its own range: "about 137,000", "88 (88–94)". Some sources give
 * a best estimate outside its own range: it is kept, and said.
 */
export function quantityText({ low, best, high, quantifier }: QuantityLike): string {
  const main = best ?? low ?? high;
  if (main === null || main === undefined) return m.words_number_none();
  const text = hedged[quantifier](numberText(main));
  const [least, most] = [low ?? main, high ?? main];
  if (least > main || main > most) {
    return m.words_quantity_disordered({
      best: text,
      low: numberText(least),
      high: numberText(most),
    });
  }
  return least < most ? `${text} (${rangeText(least, most)})` : text;
}

/** 17–24, or 17 where both are the same; where a source gives them the other way round, as it gives them. */
export function rangeText(low: number, high: number): string {
  if (low > high) {
    return m.words_range_disordered({ low: numberText(low), high: numberText(high) });
  }
  return low === high ? numberText(low) : `${numberText(low)}–${numberText(high)}`;
}

type Sum = Record<'low' | 'best' | 'high', number>;

const isInOrder = ({ low, best, high }: Sum) => low <= best && best <= high;

/**
 * A sum over events with its range: "344 (340–351)". Out of order it is where some of its events are so in their source:
 * the sum itself has none.
 */
export function sumText(sum: Sum): string {
  if (isInOrder(sum)) return quantityText({ ...sum, quantifier: 'EXACT' });
  return m.words_sum_disordered({
    best: numberText(sum.best),
    low: numberText(sum.low),
    high: numberText(sum.high),
  });
}

/** The range of a sum that is written beside it. */
export function sumBoundsText(sum: Sum): string {
  if (isInOrder(sum)) return rangeText(sum.low, sum.high);
  return m.words_sum_range_disordered({ low: numberText(sum.low), high: numberText(sum.high) });
}

/** How much of a list is shown: "20 of 43 claims", or "12 claims" where that is all. */
export function shownText(shown: number, total: number, noun: Noun): string {
  return shown === total ? countText(total, noun) : partText(shown, total, noun);
}

/** "20 of 43 claims". */
export function partText(shown: number, total: number, noun: Noun): string {
  return m.nouns_shown({ shown: numberText(shown), all: countText(total, noun) });
}

/** Where in a list a page stands: "51–100 of 2,314 events". */
export function rowsText(first: number, shown: number, total: number, noun: Noun): string {
  const rows = rangeText(first, first + Math.max(0, shown - 1));
  return m.nouns_shown({ shown: rows, all: countText(total, noun) });
}

/** "1 claim", "12 claims". */
export function countText(count: number, noun: Noun): string {
  return NOUNS[noun]({ count, text: numberText(count) });
}
