import { numberText } from '#lib/format/numbers.ts';
import { m } from '#paraglide/messages.js';
import type { NetFragment } from '../../../gql/graphql.ts';

/** A change with its sign: +12, −3, 0. */
export function changeText(value: number): string {
  const sign = value > 0 ? '+' : value < 0 ? '\u2212' : '';
  return sign + numberText(Math.abs(value));
}

/** "−12 to −3": what the sums of the low and of the high estimates change; null where both change as the best does. */
export function changeRangeText({
  low,
  best,
  high,
}: Pick<NetFragment, 'low' | 'best' | 'high'>): string | null {
  if (low === best && best === high) return null;
  return m.releases_range({ low: changeText(low), high: changeText(high) });
}

/** Whose dead the change is of: "side A −2, side B 0, civilians −9, unknown 0"; null where no estimate is split. */
export function changeSplitText({
  sideA,
  sideB,
  civilians,
  unknown,
}: Partial<NetFragment>): string | null {
  // They are split all together or not at all.
  if (typeof civilians !== 'number') return null;
  return m.releases_split({
    sideA: changeText(sideA ?? 0),
    sideB: changeText(sideB ?? 0),
    civilians: changeText(civilians),
    unknown: changeText(unknown ?? 0),
  });
}
