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

/** Whose dead the change is of: "side A −2, civilians −9", what has changed alone; null where no estimate is split, or none of it has. */
export function changeSplitText(deaths: Partial<NetFragment>): string | null {
  // They are split all together or not at all.
  if (typeof deaths.civilians !== 'number') return null;
  const changed = DEAD.flatMap(({ part, text }) => {
    const change = deaths[part] ?? 0;
    return change === 0 ? [] : text({ number: changeText(change) });
  });
  return changed.join(', ') || null;
}

/** Whose dead an estimate is split by, in the order in which they are told. */
export const DEAD = [
  { part: 'sideA', text: m.releases_dead_side_a },
  { part: 'sideB', text: m.releases_dead_side_b },
  { part: 'civilians', text: m.releases_dead_civilians },
  { part: 'unknown', text: m.releases_dead_unknown },
] as const;
