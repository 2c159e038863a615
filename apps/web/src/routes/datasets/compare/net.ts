import { numberText } from '#lib/format/numbers.ts';
import { m } from '#paraglide/messages.js';
import type { NetFragment } from '../../../gql/graphql.ts';

/** A change with its sign: +12, −3, 0. */
export function changeText(value: number): string {
  const sign = value > 0 ? '+' : value < 0 ? '\u2212' : '';
  return sign + numberText(Math.abs(value));
}

/** "−12 to −3": what the sums of the low and of the high estimates change; null where both change as the best does. */
export function changeRangeText({ low, best, high }: NetFragment): string | null {
  if (low === best && best === high) return null;
  return m.releases_range({ low: changeText(low), high: changeText(high) });
}
